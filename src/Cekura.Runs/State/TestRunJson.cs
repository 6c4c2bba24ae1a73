using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.State;

/// <summary>The lines of a file about a test run: what it is first, then a line a test.</summary>
internal static class TestRunJson
{
    private const int Version = 1;

    public static string Head(string project, string projectDirectory, string apiUrl, string? seed, DateTimeOffset started) => new JsonObject
    {
        ["version"] = Version,
        ["project"] = project,
        ["project_directory"] = projectDirectory,
        ["api_url"] = apiUrl,
        ["seed"] = seed,
        ["started"] = started,
    }.ToJsonString();

    /// <summary>A line with its end.</summary>
    public static byte[] Line(TestRecord record)
    {
        var line = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(line);
        json.WriteStartObject();
        json.WriteString("test", record.Test);
        json.WriteString("name", record.Name);
        json.WriteString("outcome", record.Outcome.ToString().ToLowerInvariant());
        json.WriteNumber("passed", record.Rate.Passed);
        json.WriteNumber("total", record.Rate.Total);
        json.WriteBoolean("took_place", record.TookPlace);
        if (record.ResultId is { } result)
        {
            json.WriteNumber("result", result);
        }
        else
        {
            json.WriteNull("result");
        }

        if (record.Duration is { } duration)
        {
            json.WriteNumber("seconds", duration.TotalSeconds);
        }

        json.WriteStartArray("runs");
        foreach (var run in record.RunIds)
        {
            json.WriteNumberValue(run);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }

    /// <summary>Null for a line that no version of ours wrote.</summary>
    public static LastTestRun? ReadHead(string line, string path) => Read(line, json => json["version"]!.GetValue<int>() == Version
        ? new LastTestRun
        {
            Path = path,
            Project = json["project"]!.GetValue<string>(),
            ProjectDirectory = json["project_directory"]!.GetValue<string>(),
            ApiUrl = json["api_url"]!.GetValue<string>(),
            Seed = json["seed"]?.GetValue<string>(),
            Started = json["started"]!.GetValue<DateTimeOffset>(),
        }
        : null);

    /// <summary>Null for a line that was cut off, as by a process that died.</summary>
    public static TestRecord? ReadLine(string line) => Read(line, json =>
        Enum.TryParse<Outcome>(json["outcome"]!.GetValue<string>(), ignoreCase: true, out var outcome)
            ? new TestRecord(
                json["test"]!.GetValue<string>(),
                json["name"]!.GetValue<string>(),
                outcome,
                new PassRate(json["passed"]!.GetValue<int>(), json["total"]!.GetValue<int>()),
                json["took_place"]!.GetValue<bool>(),
                json["result"]?.GetValue<long>(),
                [.. json["runs"]!.AsArray().Select(id => id!.GetValue<long>())])
            {
                Duration = json["seconds"] is { } seconds ? TimeSpan.FromSeconds(seconds.GetValue<double>()) : null,
            }
            : null);

    private static T? Read<T>(string line, Func<JsonNode, T?> read)
        where T : class
    {
        try
        {
            return JsonNode.Parse(line) is JsonObject json ? read(json) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or NullReferenceException)
        {
            // Torn, or of another make: what can be read of the file is still worth having.
            return null;
        }
    }
}
