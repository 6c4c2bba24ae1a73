using System.Text.Json;
using Cekura.Agents.Traces;
using Cekura.Emulator.Rules;
using Cekura.Emulator.State;
using Cekura.Emulator.Text;
using Cekura.Emulator.Traces;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Rest.Json;

/// <summary>
/// The forms of a run: in full, in lists, inside a result, in the answer to a start. Results have thousands, so they are written as they
/// are read.
/// </summary>
internal static class RunJson
{
    // In a recording of two channels the caller's is the first.
    private const int CallerChannel = 0;

    public static void Full(Utf8JsonWriter json, EmulatedRun run)
    {
        var state = run.State;
        var recording = Recording(run, state);
        json.WriteStartObject();
        Summary(json, run, state, withJudge: true);
        json.WriteString("scenario_type"u8, run.Scenario.Type);
        json.WriteString("result_name"u8, run.Result.Order.Name);
        json.WriteString("expected_outcome_prompt"u8, run.Scenario.ExpectedOutcomePrompt);
        Evaluation(json, state);
        json.Put("rubric"u8, state.Score?.Rubric);
        Transcript(json, run, state);
        Entries(json, run, state);
        json.WriteString("voice_recording_url"u8, recording);
        json.WriteNull("email_id"u8);
        json.WriteBoolean("is_reviewed"u8, state.Review is not null);
        json.WriteString("feedback"u8, state.Review?.Feedback ?? "");
        json.WriteString("scenario_instructions"u8, run.Scenario.Instructions);
        Profile(json, run);
        json.WriteEmptyArray("generated_mock_tool_entries"u8);
        json.WriteEmptyArray("mocked_tool_names"u8);
        json.WriteNull("provider_call_details"u8);
        json.Put("testing_channel_index"u8, recording is null ? null : CallerChannel);
        json.WriteEndObject();
    }

    public static void ListEntry(Utf8JsonWriter json, EmulatedRun run)
    {
        var state = run.State;
        json.WriteStartObject();
        Summary(json, run, state, withJudge: false);
        Metrics(json, state);
        json.WriteString("test_profile_name"u8, run.TestProfile?.Name);
        json.WriteEndObject();
    }

    public static void InResult(Utf8JsonWriter json, EmulatedRun run)
    {
        var state = run.State;
        json.WriteStartObject();
        json.WriteNumber("id"u8, run.Id);
        json.WriteString("outbound_number"u8, run.OutboundNumber);
        ExpectedOutcome(json, run, state);
        json.Put("success"u8, state.Success);
        Evaluation(json, state);
        json.WriteString("timestamp"u8, Spelling.Timestamp(run.Result.CreatedAt));
        json.WriteString("executed_at"u8, Spelling.Timestamp(state.ExecutedAt));
        json.WriteString("error_message"u8, state.ErrorMessage);
        json.WriteString("status"u8, state.Status);
        json.WriteString("duration"u8, Spelling.Duration(state.Duration));
        json.WriteString("inbound_number"u8, run.InboundNumber);
        json.WriteString("scenario_name"u8, run.Scenario.Name);
        json.WriteString("personality_name"u8, run.Personality?.Name);
        json.WriteString("evaluation_status"u8, EvaluationStatus(state));
        json.WriteBoolean("is_reviewed"u8, state.Review is not null);
        Entries(json, run, state);
        json.WriteStartObject("scenario"u8);
        json.WriteNumber("id"u8, run.Scenario.Id);
        json.WriteString("name"u8, run.Scenario.Name);
        json.WriteString("personality_name"u8, run.Personality?.Name);
        json.WriteString("expected_outcome_prompt"u8, run.Scenario.ExpectedOutcomePrompt);
        json.WriteEndObject();
        json.WriteString("call_id"u8, "");
        Metadata(json, run, state, withJudge: false);
        json.WriteString("voice_recording"u8, Recording(run, state));
        json.WriteEndObject();
    }

    /// <summary>The trace: its id, and the request by which OTLP would send it.</summary>
    public static void Trace(Utf8JsonWriter json, RunTrace trace)
    {
        json.WriteStartObject();
        json.WriteString("trace_id"u8, trace.TraceId);
        json.WritePropertyName("spans"u8);
        OtlpJson.Write(json, trace.Spans);
        json.WriteEndObject();
    }

    public static void Started(Utf8JsonWriter json, EmulatedRun run)
    {
        var state = run.State;
        json.WriteStartObject();
        json.WriteNumber("id"u8, run.Id);
        json.WriteString("status"u8, state.Status);
        json.WriteNumber("scenario"u8, run.Scenario.Id);
        json.WriteString("number"u8, run.OutboundNumber);
        json.WriteString("inbound_number"u8, run.InboundNumber);
        json.WriteString("scenario_name"u8, run.Scenario.Name);
        Profile(json, run);
        if (run.Result.Order.Channel.IsEmail)
        {
            json.WriteString("inbound_email"u8, run.InboundEmail);
        }

        DialWindow(json, run, state);
        json.WriteEndObject();
    }

    private static void Summary(Utf8JsonWriter json, EmulatedRun run, RunState state, bool withJudge)
    {
        json.WriteNumber("id"u8, run.Id);
        json.WriteNull("provider_call_id"u8);
        json.WriteString("trace_id"u8, state.Trace?.TraceId ?? "");
        json.WriteNumber("scenario"u8, run.Scenario.Id);
        json.WriteString("scenario_name"u8, run.Scenario.Name);
        json.Put("personality"u8, run.Personality?.Id);
        json.WriteString("personality_name"u8, run.Personality?.Name);
        json.WriteNumber("result_id"u8, run.Result.Id);
        json.WriteNumber("agent"u8, run.Agent.Id);
        json.WriteString("agent_name"u8, run.Agent.Name);
        json.WriteNull("agent_version"u8);
        json.WriteString("agent_number"u8, run.AgentNumber);
        json.WriteString("duration"u8, Spelling.Duration(state.Duration));
        json.WriteString("status"u8, state.Status);
        json.WriteString("evaluation_status"u8, EvaluationStatus(state));
        ExpectedOutcome(json, run, state);
        json.Put("success"u8, state.Success);
        json.WriteString("timestamp"u8, Spelling.Timestamp(run.Result.CreatedAt));
        json.WriteString("executed_at"u8, Spelling.Timestamp(state.ExecutedAt));
        Metadata(json, run, state, withJudge);
        json.WriteString("outbound_number"u8, run.OutboundNumber);
        json.WriteString("inbound_number"u8, run.InboundNumber);
        json.Put("critical_categories"u8, state.Score?.CriticalCategories ?? []);
        json.WriteString("error_message"u8, state.ErrorMessage);
        json.WriteBoolean("run_as_text"u8, run.Result.Order.Channel.IsText);
        json.WriteString("run_type"u8, run.Result.Order.Channel.RunType);
        DialWindow(json, run, state);
    }

    private static void DialWindow(Utf8JsonWriter json, EmulatedRun run, RunState state)
    {
        json.WriteString("outbound_dial_window_opens_at"u8, Spelling.Timestamp(state.DialWindowOpensAt));
        if (state.DialWindowOpensAt is null)
        {
            json.WriteNull("outbound_dial_window_seconds"u8);
        }
        else
        {
            json.WriteNumber("outbound_dial_window_seconds"u8, run.Agent.DialWindow.TotalSeconds);
        }

        json.WriteString("outbound_dial_window_closes_at"u8, Spelling.Timestamp(state.DialWindowOpensAt + run.Agent.DialWindow));
    }

    private static void Transcript(Utf8JsonWriter json, EmulatedRun run, RunState state)
    {
        if (run.Scenario.Replays(state.Turns))
        {
            json.WriteString("transcript"u8, run.Scenario.Replay!.Transcript);
        }
        else
        {
            json.WriteString("transcript"u8, TranscriptJson.Text(state.Turns));
        }
    }

    private static void Entries(Utf8JsonWriter json, EmulatedRun run, RunState state)
    {
        json.WritePropertyName("transcript_object"u8);
        if (run.Scenario.Replays(state.Turns))
        {
            json.WriteRawValue(run.Scenario.Replay!.TranscriptEntries, skipInputValidation: true);
        }
        else
        {
            TranscriptJson.Write(json, state.Turns);
        }
    }

    // There is none before the call is over, and never one of a conversation in writing.
    private static string? Recording(EmulatedRun run, RunState state) =>
        state.Duration is null || run.Result.Order.Channel.IsText ? null : run.Scenario.Replay?.RecordingUrl;

    private static string? EvaluationStatus(RunState state) =>
        state switch
        {
            { Review: { } review } => review.Success ? "reviewed_success" : "reviewed_failure",
            { Success: { } success } => success ? "success" : "failure",
            _ => null,
        };

    private static void Evaluation(Utf8JsonWriter json, RunState state)
    {
        json.WriteStartObject("evaluation"u8);
        Metrics(json, state);
        json.WriteEndObject();
    }

    private static void Metrics(Utf8JsonWriter json, RunState state) => json.Put("metrics"u8, state.Score?.Metrics ?? []);

    // Null: the scenario expects none. Empty: not scored, not yet or never.
    private static void ExpectedOutcome(Utf8JsonWriter json, EmulatedRun run, RunState state) =>
        json.Put("expected_outcome"u8, state.Score?.ExpectedOutcome ?? (run.Scenario.Outcomes.Count == 0 ? null : []));

    // What a judge saw and said is long: only a run in full has it.
    private static void Metadata(Utf8JsonWriter json, EmulatedRun run, RunState state, bool withJudge)
    {
        const string Emulated = "emulated";
        const string Notes = "emulator_notes";
        json.WriteStartObject("metadata"u8);
        foreach (
            var (name, value) in run
                .RequestedMetadata.Where(entry => !state.Metadata.ContainsKey(entry.Key))
                .Concat(state.Metadata)
                .Where(entry => entry.Key is not (Emulated or Notes or EmulatorVerdict.Key or Judged.Key))
        )
        {
            json.WritePropertyName(name);
            json.WriteNode(value);
        }

        json.WriteBoolean(Emulated, true);
        if (state.Notes.Count > 0 || state.Judged is not null)
        {
            json.WriteStartArray(Notes);
            foreach (var note in state.NotesOfAll)
            {
                json.WriteStringValue(note);
            }

            json.WriteEndArray();
        }

        if (state.Verdict is { } verdict)
        {
            json.WritePropertyName(EmulatorVerdict.Key);
            json.WriteNode(verdict.ToJson());
        }

        if (withJudge && state.Judged is { } judged)
        {
            json.WritePropertyName(Judged.Key);
            json.WriteNode(judged.ToJson());
        }

        json.WriteEndObject();
    }

    private static void Profile(Utf8JsonWriter json, EmulatedRun run)
    {
        if (run.TestProfile is not { } profile)
        {
            json.WriteNull("test_profile_data"u8);
            return;
        }

        json.WriteStartObject("test_profile_data"u8);
        json.WriteNumber("id"u8, profile.Id);
        json.WriteString("name"u8, profile.Name);
        json.WritePropertyName("information"u8);
        profile.Information.WriteTo(json);
        json.WriteEndObject();
    }
}
