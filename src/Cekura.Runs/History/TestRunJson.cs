using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>The lines of a file about a test run: what it is first, then a line a test.</summary>
internal static class TestRunJson
{
    private const int Version = 1;
    private const string ReportName = "report";

    /// <summary>The first line, without its end. What is not known is left out, or null where older versions need the name.</summary>
    public static string Head(LastTestRun run)
    {
        var head = new JsonObject
        {
            ["version"] = Version,
            ["project"] = run.Project,
            ["project_directory"] = run.ProjectDirectory,
            ["api_url"] = run.ApiUrl,
            ["seed"] = run.Seed,
            ["started"] = run.Started,
        };
        foreach (
            var (name, value) in new[] { ("seed_hash", run.SeedHash), ("commit", run.Commit), ("branch", run.Branch), ("label", run.Label) }
        )
        {
            if (value is not null)
            {
                head[name] = value;
            }
        }

        return head.ToJsonString();
    }

    /// <summary>The line that says where the report of the run is, without its end.</summary>
    public static string Report(string path) => new JsonObject { [ReportName] = path }.ToJsonString();

    /// <summary>Where the report of the run is; null for any other line.</summary>
    public static string? ReadReport(string line) =>
        line.StartsWith("{\"" + ReportName, StringComparison.Ordinal) ? Read(line, json => Optional(json, ReportName)) : null;

    /// <summary>A line without its end.</summary>
    public static void Write(Utf8JsonWriter json, TestRecord record)
    {
        json.WriteStartObject();
        json.WriteString("test", record.Test);
        json.WriteString("name", record.Name);
        if (record.IsRefused)
        {
            json.WriteBoolean("refused", value: true);
        }

        if (record.Former is { } former)
        {
            json.WriteString("former", former);
        }

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
        if (record.Details is { } details)
        {
            DetailsJson.Write(json, details);
        }

        json.WriteEndObject();
    }

    /// <summary>Null for a line that no version of ours wrote.</summary>
    public static LastTestRun? ReadHead(string line, string path) => Read(line, json => json.GetProperty("version").GetInt32() == Version
                ? new LastTestRun
                {
                    Path = path,
                    Project = Text(json, "project"),
                    ProjectDirectory = Text(json, "project_directory"),
                    ApiUrl = Text(json, "api_url"),
                    Seed = Optional(json, "seed"),
                    SeedHash = Optional(json, "seed_hash"),
                    Label = Optional(json, "label"),
                    Commit = Optional(json, "commit"),
                    Branch = Optional(json, "branch"),
                    Started = json.GetProperty("started").GetDateTimeOffset(),
                }
                : null);

    /// <summary>Null for a line that was cut off, as by a process that died.</summary>
    /// <param name="line">The line.</param>
    /// <param name="hasDetails">Whether details are wanted; without them thousands of lines are read in half the time.</param>
    public static TestRecord? ReadLine(string line, bool hasDetails = true) => Read(line, json => Enum.TryParse<Outcome>(
                json.GetProperty("outcome").GetString(),
                ignoreCase: true,
                out var outcome
            )
                ? new TestRecord(
                    Text(json, "test"),
                    Text(json, "name"),
                    outcome,
                    new PassRate(json.GetProperty("passed").GetInt32(), json.GetProperty("total").GetInt32()),
                    json.GetProperty("took_place").GetBoolean(),
                    json.TryGetProperty("result", out var result) && result.ValueKind != JsonValueKind.Null ? result.GetInt64() : null,
                    [.. json.GetProperty("runs").EnumerateArray().Select(id => id.GetInt64())]
                )
                {
                    IsRefused = json.TryGetProperty("refused", out var refused) && refused.ValueKind == JsonValueKind.True,
                    Former = json.TryGetProperty("former", out var former) ? former.GetString() : null,
                    Duration = json.TryGetProperty("seconds", out var seconds) ? TimeSpan.FromSeconds(seconds.GetDouble()) : null,
                    Details = hasDetails ? DetailsJson.Read(json) : null,
                }
                : null);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException();

    private static string? Optional(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    // A file has a line a test: elements of a document cost a fraction of what nodes do.
    private static T? Read<T>(string line, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return read(json.RootElement);
        }
        catch (Exception e)
            when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or OverflowException)
        {
            // Torn, or of another make: what can be read of the file is still worth having.
            return null;
        }
    }
}
