using System.Text.Json.Nodes;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;

namespace Cekura.Emulator.Rest.Json;

/// <summary>The forms of a run: in full, in lists, inside a result, in the answer to a start (contract, sections 6.2, 8 and 9.1).</summary>
internal static class RunJson
{
    // In a recording of two channels the caller's is the first.
    private const int CallerChannel = 0;

    public static JsonObject Full(EmulatedRun run)
    {
        var state = run.State;
        var entry = Summary(run, state);
        Add(
            entry,
            ("scenario_type", run.Scenario.Type),
            ("result_name", run.Result.Order.Name),
            ("expected_outcome_prompt", run.Scenario.ExpectedOutcomePrompt),
            ("evaluation", Evaluation(state)),
            ("rubric", state.Score?.Rubric?.DeepClone()),
            ("transcript", IsReplayed(run, state) ? run.Scenario.Replay!.Transcript : TranscriptJson.Text(state.Turns)),
            ("transcript_object", Entries(run, state)),
            ("voice_recording_url", Recording(run, state)),
            ("email_id", null),
            ("is_reviewed", state.Review is not null),
            ("feedback", state.Review?.Feedback ?? ""),
            ("scenario_instructions", run.Scenario.Instructions),
            ("test_profile_data", Profile(run)),
            ("generated_mock_tool_entries", new JsonArray()),
            ("mocked_tool_names", new JsonArray()),
            ("provider_call_details", null),
            ("testing_channel_index", Recording(run, state) is null ? null : CallerChannel));
        return entry;
    }

    public static JsonObject ListEntry(EmulatedRun run)
    {
        var state = run.State;
        var entry = Summary(run, state);
        Add(entry, ("metrics", Metrics(state)), ("test_profile_name", run.TestProfile?.Name));
        return entry;
    }

    public static JsonObject InResult(EmulatedRun run)
    {
        var state = run.State;
        return new()
        {
            ["id"] = run.Id,
            ["outbound_number"] = run.OutboundNumber,
            ["expected_outcome"] = ExpectedOutcome(run, state),
            ["success"] = state.Score?.Success,
            ["evaluation"] = Evaluation(state),
            ["timestamp"] = Spelling.Timestamp(run.Result.CreatedAt),
            ["executed_at"] = Spelling.Timestamp(state.ExecutedAt),
            ["error_message"] = state.ErrorMessage,
            ["status"] = state.Status,
            ["duration"] = Spelling.Duration(state.Duration),
            ["inbound_number"] = run.InboundNumber,
            ["scenario_name"] = run.Scenario.Name,
            ["personality_name"] = run.Personality?.Name,
            ["evaluation_status"] = EvaluationStatus(state),
            ["is_reviewed"] = state.Review is not null,
            ["transcript_object"] = Entries(run, state),
            ["scenario"] = new JsonObject
            {
                ["id"] = run.Scenario.Id,
                ["name"] = run.Scenario.Name,
                ["personality_name"] = run.Personality?.Name,
                ["expected_outcome_prompt"] = run.Scenario.ExpectedOutcomePrompt,
            },
            ["call_id"] = "",
            ["metadata"] = Metadata(run, state),
            ["voice_recording"] = Recording(run, state),
        };
    }

    public static JsonObject Started(EmulatedRun run)
    {
        var state = run.State;
        var entry = new JsonObject
        {
            ["id"] = run.Id,
            ["status"] = state.Status,
            ["scenario"] = run.Scenario.Id,
            ["number"] = run.OutboundNumber,
            ["inbound_number"] = run.InboundNumber,
            ["scenario_name"] = run.Scenario.Name,
            ["test_profile_data"] = Profile(run),
        };
        if (run.Result.Order.Channel.IsEmail)
        {
            entry["inbound_email"] = run.InboundEmail;
        }

        Add(entry, DialWindow(run, state));
        return entry;
    }

    private static JsonObject Summary(EmulatedRun run, RunState state)
    {
        var entry = new JsonObject
        {
            ["id"] = run.Id,
            ["provider_call_id"] = null,
            ["trace_id"] = "",
            ["scenario"] = run.Scenario.Id,
            ["scenario_name"] = run.Scenario.Name,
            ["personality"] = run.Personality?.Id,
            ["personality_name"] = run.Personality?.Name,
            ["result_id"] = run.Result.Id,
            ["agent"] = run.Agent.Id,
            ["agent_name"] = run.Agent.Name,
            ["agent_version"] = null,
            ["agent_number"] = run.AgentNumber,
            ["duration"] = Spelling.Duration(state.Duration),
            ["status"] = state.Status,
            ["evaluation_status"] = EvaluationStatus(state),
            ["expected_outcome"] = ExpectedOutcome(run, state),
            ["success"] = state.Score?.Success,
            ["timestamp"] = Spelling.Timestamp(run.Result.CreatedAt),
            ["executed_at"] = Spelling.Timestamp(state.ExecutedAt),
            ["metadata"] = Metadata(run, state),
            ["outbound_number"] = run.OutboundNumber,
            ["inbound_number"] = run.InboundNumber,
            ["critical_categories"] = state.Score?.CriticalCategories.DeepClone() ?? new JsonArray(),
            ["error_message"] = state.ErrorMessage,
            ["run_as_text"] = run.Result.Order.Channel.IsText,
            ["run_type"] = run.Result.Order.Channel.RunType,
        };
        Add(entry, DialWindow(run, state));
        return entry;
    }

    private static (string Name, JsonNode? Value)[] DialWindow(EmulatedRun run, RunState state) =>
    [
        ("outbound_dial_window_opens_at", Spelling.Timestamp(state.DialWindowOpensAt)),
        ("outbound_dial_window_seconds", state.DialWindowOpensAt is null ? null : run.Agent.DialWindow.TotalSeconds),
        ("outbound_dial_window_closes_at", Spelling.Timestamp(state.DialWindowOpensAt + run.Agent.DialWindow)),
    ];

    private static JsonArray Entries(EmulatedRun run, RunState state) =>
        IsReplayed(run, state) ? run.Scenario.Replay!.TranscriptEntries : TranscriptJson.Entries(state.Turns);

    private static bool IsReplayed(EmulatedRun run, RunState state) => ReferenceEquals(run.Scenario.Replay?.Turns, state.Turns);

    // There is none before the call is over, and never one of a conversation in writing.
    private static string? Recording(EmulatedRun run, RunState state) =>
        state.Duration is null || run.Result.Order.Channel.IsText ? null : run.Scenario.Replay?.RecordingUrl;

    private static void Add(JsonObject entry, params ReadOnlySpan<(string Name, JsonNode? Value)> properties)
    {
        foreach (var (name, value) in properties)
        {
            entry[name] = value;
        }
    }

    private static string? EvaluationStatus(RunState state) => state switch
    {
        { Review: { } review } => review.Success ? "reviewed_success" : "reviewed_failure",
        { Score: { } score } => score.Success ? "success" : "failure",
        _ => null,
    };

    private static JsonObject Evaluation(RunState state) => new() { ["metrics"] = Metrics(state) };

    private static JsonNode Metrics(RunState state) => state.Score?.Metrics.DeepClone() ?? new JsonArray();

    // Null: the scenario expects none. Empty: not scored, not yet or never.
    private static JsonNode? ExpectedOutcome(EmulatedRun run, RunState state) =>
        state.Score?.ExpectedOutcome?.DeepClone() ?? (run.Scenario.Outcomes.Count == 0 ? null : new JsonObject());

    private static JsonObject Metadata(EmulatedRun run, RunState state)
    {
        var metadata = run.RequestedMetadata.DeepClone().AsObject();
        foreach (var (name, value) in state.Metadata)
        {
            metadata[name] = value?.DeepClone();
        }

        metadata["emulated"] = true;
        return metadata;
    }

    private static JsonObject? Profile(EmulatedRun run) => run.TestProfile is { } profile
        ? new JsonObject { ["id"] = profile.Id, ["name"] = profile.Name, ["information"] = profile.Information.ToNode() }
        : null;
}
