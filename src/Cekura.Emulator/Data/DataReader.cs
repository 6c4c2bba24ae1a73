using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Agents.Traces;
using Cekura.Emulator.Rules;
using Cekura.Emulator.Scoring;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;
using Cekura.Emulator.Text;
using Cekura.Emulator.Traces;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Data;

/// <summary>Reads what <see cref="DataWriter"/> wrote, against the seed as it is now.</summary>
internal sealed class DataReader(Workspace workspace)
{
    // As deep as the writer writes: agents nest their metadata.
    private const int Deepest = 1000;

    private const string Interrupted = "The emulator was stopped while this conversation went on.";

    /// <exception cref="FormatException">It is not what an emulator of this version writes.</exception>
    public (IReadOnlyList<EmulatedResult> Results, IReadOnlyList<(long Run, JsonObject Set)> TestSets) Read(string text)
    {
        try
        {
            var data = JsonNode.Parse(text, documentOptions: new() { MaxDepth = Deepest })!.AsObject();
            if (data["version"]!.GetValue<int>() != DataWriter.Version)
            {
                throw new FormatException($"It is of version {data["version"]}, and this emulator reads version {DataWriter.Version}.");
            }

            return (
                [.. data["results"]!.AsArray().Select(result => Result(result!))],
                [.. data["test_sets"]!.AsArray().Select(kept => (kept!["run"]!.GetValue<long>(), kept["set"]!.DeepClone().AsObject()))]
            );
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException or KeyNotFoundException)
        {
            throw new FormatException($"It is not what an emulator writes: {e.Message}", e);
        }
    }

    private EmulatedResult Result(JsonNode json)
    {
        var runs = json["runs"]!.AsArray().Select(run => run!).ToList();
        var channel = json["channel"]!;
        var order = new StartOrder
        {
            Name = json["name"]!.GetValue<string>(),
            Channel = new Channel(channel["run_type"]!.GetValue<string>())
            {
                IsText = channel["text"]!.GetValue<bool>(),
                HasNumbers = channel["numbers"]!.GetValue<bool>(),
                IsEmail = channel["email"]!.GetValue<bool>(),
                IsApiChat = channel["api_chat"]!.GetValue<bool>(),
            },
            Cases = [.. runs.Select(Case)],
            Settings = json["settings"]!.DeepClone().AsObject(),
        };
        var ids = new Queue<long>(runs.Select(run => run["id"]!.GetValue<long>()));
        var result = new EmulatedResult(json["id"]!.GetValue<long>(), order, ids.Dequeue, json["created_at"]!.GetValue<DateTimeOffset>());
        foreach (var (run, kept) in result.Runs.Zip(runs))
        {
            run.Update(_ => State(kept));
        }

        return result;
    }

    private RunCase Case(JsonNode run)
    {
        var id = run["scenario"]!.GetValue<long>();
        var agent = workspace.Agents.FirstOrDefault(known => known.Id == run["agent"]!.GetValue<long>())
            ?? throw new FormatException($"It has runs of agent {run["agent"]}, which the seed does not have.");
        var scenario = workspace.Scenarios.FirstOrDefault(known => known.Id == id)
            ?? Unknown(id, run["scenario_name"]!.GetValue<string>(), agent);
        return new(
            scenario,
            agent,
            workspace.Personalities.FirstOrDefault(known => known.Id == (long?)run["personality"]),
            workspace.TestProfiles.FirstOrDefault(known => known.Id == (long?)run["test_profile"]),
            run["repetition"]!.GetValue<int>()
        );
    }

    // Scenarios of suites are in no seed, and others may have been taken out: their runs can be read, but not scored again.
    private static Scenario Unknown(long id, string name, Agent agent) =>
        new()
        {
            Id = id,
            Name = name,
            Agent = agent,
            Type = "instruction",
            Instructions = "",
            FirstMessage = "",
            Tags = [],
            Metrics = [],
            ToolIds = [],
            MaxDuration = null,
            Outcomes = [],
            ExpectedOutcomePrompt = "",
            Source = JsonDocument.Parse("{}").RootElement,
        };

    private static RunState State(JsonNode run)
    {
        // A run that has a score was only being scored again.
        var kept = run["status"]!.GetValue<string>();
        var status = run["score"] is JsonObject && !RunStatus.IsTerminal(kept) ? RunStatus.Completed : kept;
        var isOver = RunStatus.IsTerminal(status);
        return new()
        {
            Status = isOver ? status : RunStatus.Failed,
            ErrorMessage = isOver ? run["error_message"]!.GetValue<string>() : Interrupted,
            ExecutedAt = (DateTimeOffset?)run["executed_at"],
            UpdatedAt = run["updated_at"]!.GetValue<DateTimeOffset>(),
            Duration = (double?)run["duration_ms"] is { } duration ? TimeSpan.FromMilliseconds(duration) : null,
            Metadata = run["metadata"]!.DeepClone().AsObject(),
            ConversationVerdict = EmulatorVerdict.Of(run["verdict"]),
            Notes = run["notes"] is JsonArray notes ? [.. notes.Select(note => note!.GetValue<string>())] : [],
            FiredConditions = run["fired"] is JsonArray fired ? fired.Select(id => id!.GetValue<int>()).ToHashSet() : null,
            Turns = [.. run["turns"]!.AsArray().Select(turn => Turn(turn!))],
            Trace = run["trace"] is JsonObject trace ? Trace(trace) : null,
            Judged = run["judged"] is JsonObject judged ? JudgedJson.Read(judged) : null,
            Score =
                run["score"] is JsonObject score ? Score(score)
                : isOver ? null
                : Scoring.Score.None,
            Review = run["review"] is JsonObject review
                ? new(review["success"]!.GetValue<bool>(), review["feedback"]!.GetValue<string>())
                : null,
        };
    }

    private static RunTrace Trace(JsonObject trace) =>
        new(trace["id"]!.GetValue<string>(), OtlpJson.Read(trace["spans"]!.ToElement()), trace["dropped"]!.GetValue<int>());

    private static RecordedTurn Turn(JsonNode turn) =>
        new(
            turn["role"]!.GetValue<string>(),
            turn["content"]!.GetValue<string>(),
            TimeSpan.FromMilliseconds(turn["start_ms"]!.GetValue<double>()),
            TimeSpan.FromMilliseconds(turn["end_ms"]!.GetValue<double>()),
            turn["data"]?.DeepClone().AsObject()
        );

    private static Score Score(JsonObject score) =>
        new()
        {
            Success = score["success"]!.GetValue<bool>(),
            Verdict = EmulatorVerdict.Of(score["verdict"]),
            ExpectedOutcome = score["expected_outcome"]?.DeepClone().AsObject(),
            Metrics = score["metrics"]!.DeepClone().AsArray(),
            Rubric = score["rubric"]?.DeepClone().AsArray(),
            CriticalCategories = score["critical_categories"]!.DeepClone().AsArray(),
        };
}
