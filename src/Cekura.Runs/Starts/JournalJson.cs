using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Runs.Processes;

namespace Cekura.Runs.Starts;

/// <summary>The lines of a journal: whose it is first, then a line for every step of every start.</summary>
internal static class JournalJson
{
    private const int Version = 1;

    public static string Head(JournalHead head) =>
        new JsonObject
        {
            ["version"] = Version,
            ["project"] = head.Project,
            ["project_directory"] = head.ProjectDirectory,
            ["api_url"] = head.ApiUrl.OriginalString,
            ["started"] = head.Started,
            ["process"] = head.Owner?.Id,
            ["process_started"] = head.Owner?.Started,
            ["process_place"] = head.Owner?.Place,
            ["locked"] = head.IsLocked,
        }.ToJsonString();

    /// <summary>The last line of a process that lets go of a file that it could not lock.</summary>
    public static string Closed { get; } = new JsonObject { ["closed"] = true }.ToJsonString();

    public static string Intent(StartRecord start) =>
        new JsonObject
        {
            ["start"] = start.Name,
            ["hash"] = start.Hash,
            ["named"] = start.IsNamed,
            ["agent"] = start.AgentId,
            ["at"] = start.At,
        }.ToJsonString();

    public static string Step(StartRecord start) => StepOf(start).ToJsonString();

    /// <summary>One run is ended by us, for its time limit or because the outcome is decided.</summary>
    public static string End(StartRecord start, long runId, TimeSpan? limit)
    {
        var step = StepOf(start);
        step["ends"] = runId;
        step["limit"] = limit?.TotalSeconds;
        return step.ToJsonString();
    }

    /// <summary>Null when no version of ours wrote it.</summary>
    public static JournalHead? ReadHead(string line) =>
        Read(line, json =>
            json["version"]!.GetValue<int>() == Version
                ? new JournalHead(
                    json["project"]!.GetValue<string>(),
                    json["project_directory"]!.GetValue<string>(),
                    new Uri(json["api_url"]!.GetValue<string>()),
                    json["started"]!.GetValue<DateTimeOffset>()
                )
                {
                    Owner = json["process"] is { } process
                        ? new ProcessIdentity(
                            process.GetValue<int>(),
                            json["process_started"]!.GetValue<string>(),
                            json["process_place"]!.GetValue<string>()
                        )
                        : null,
                    IsLocked = json["locked"]?.GetValue<bool>() ?? true,
                }
                : null
        );

    /// <summary>Why a first line is none that this version reads.</summary>
    public static string WhyNoHead(string line) =>
        Read(line, json =>
            json["version"]!.GetValue<int>() is > Version and var version
                ? $"A newer version of Cekura wrote it (format {version}, and this one reads {Version}): update this one."
                : null
        ) ?? "It is damaged: its first line does not say whose it is.";

    /// <summary>Takes a line in; one that was cut off, as by a process that died, changes nothing.</summary>
    public static void Take(string line, Dictionary<string, StartRecord> starts)
    {
        var taken = Read(line, json =>
        {
            var name = json["start"]!.GetValue<string>();
            return json["hash"] is { } hash ? Intended(json, name, hash.GetValue<string>())
                : starts.GetValueOrDefault(name) is { } start
                && Enum.TryParse<StartState>(json["state"]!.GetValue<string>(), ignoreCase: true, out var state)
                && Enum.IsDefined(state)
                    ? Ended(json, start with { State = state, ResultId = json["result"]?.GetValue<long>() ?? start.ResultId })
                : null;
        });
        if (taken is not null)
        {
            starts[taken.Name] = taken;
        }
    }

    private static JsonObject StepOf(StartRecord start) =>
        new()
        {
            ["start"] = start.Name,
            ["state"] = start.State.ToString().ToLowerInvariant(),
            ["result"] = start.ResultId,
        };

    private static StartRecord Ended(JsonNode json, StartRecord start) =>
        json["ends"] is { } run
            ? start.WithEnd(run.GetValue<long>(), json["limit"] is { } limit ? TimeSpan.FromSeconds(limit.GetValue<double>()) : null)
            : start;

    private static StartRecord Intended(JsonNode json, string name, string hash) =>
        new()
        {
            Name = name,
            Hash = hash,
            IsNamed = json["named"]!.GetValue<bool>(),
            AgentId = json["agent"]?.GetValue<long>(),
            At = json["at"]!.GetValue<DateTimeOffset>(),
        };

    private static T? Read<T>(string line, Func<JsonNode, T?> read)
        where T : class
    {
        try
        {
            return JsonNode.Parse(line) is JsonObject json ? read(json) : null;
        }
        catch (Exception e)
            when (e is JsonException or InvalidOperationException or NullReferenceException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
