using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Agents.Traces;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Seed;

/// <summary>Reads <c>scenarios[].replay</c>.</summary>
internal static class ReplayReader
{
    public static Replay Read(SeedElement element)
    {
        element.KnowOnly(
            "turns",
            "status",
            "duration_seconds",
            "delay_ms",
            "success",
            "metrics",
            "expected_outcome",
            "ended_reason",
            "error_message",
            "voice_recording_url",
            "evaluating_ms",
            "trace",
            "rubric",
            "critical_categories",
            "review",
            "personality",
            "test_profile",
            "repetition"
        );
        var turns = element.Items("turns").Select(Turn).ToImmutableList();
        var status = element.Get("status")?.Word(RunStatus.All) ?? RunStatus.Completed;
        return new()
        {
            Turns = turns,
            Status = status,
            Duration = element.Get("duration_seconds") is { } seconds
                ? TimeSpan.FromSeconds(seconds.Number(min: 0))
                : turns.Select(turn => turn.End).DefaultIfEmpty(TimeSpan.Zero).Max(),
            Delay = TimeSpan.FromMilliseconds(element.Get("delay_ms")?.Number(min: 0) ?? 0),
            EndedReason = element.Get("ended_reason")?.Text() ?? DefaultReason(status),
            ErrorMessage = element.Get("error_message")?.Text() ?? "",
            RecordingUrl = element.Get("voice_recording_url")?.Text(),
            Trace = element.Get("trace") is { } trace ? Spans(trace) : [],
            Success = element.Get("success")?.Boolean(),
            Metrics = element.Get("metrics") is { } metrics ? Array(metrics) : null,
            ExpectedOutcome = element.Get("expected_outcome")?.Value,
            Rubric = element.Get("rubric") is { } rubric ? Array(rubric) : null,
            CriticalCategories = element.Get("critical_categories") is { } critical ? Array(critical) : null,
            Review = element.Get("review") is { } review ? Review(review.KnowOnly("success", "feedback")) : null,
            Evaluation = TimeSpan.FromMilliseconds(element.Get("evaluating_ms")?.Number(0) ?? 0),
        };
    }

    /// <summary>
    /// Reads <c>scenarios[].replay</c> where it is an array: conversations of one scenario with several callers, or held several times.
    /// </summary>
    public static IReadOnlyList<(RecordedCase Case, Replay Replay)> ReadMany(
        SeedElement element,
        Section<Personality> personalities,
        Section<TestProfile> profiles
    ) =>
        [
            .. element
                .Items()
                .Select(item =>
                    (
                        new RecordedCase(
                            personalities.ResolveOptional(item.Get("personality")),
                            profiles.ResolveOptional(item.Get("test_profile")),
                            (int?)item.Get("repetition")?.Integer(min: 1, max: int.MaxValue)
                        ),
                        Read(item)
                    )
                ),
        ];

    private static (bool Success, string Feedback) Review(SeedElement element) =>
        (element.Require("success").Boolean(), element.Get("feedback")?.Text() ?? "");

    private static IReadOnlyList<AgentSpan> Spans(SeedElement element)
    {
        try
        {
            return OtlpJson.Read(element.Value);
        }
        catch (OtlpException e)
        {
            throw element.Error(
                $"{element.Path} must be the JSON of a trace, as OTLP has it: an object with \"resourceSpans\". {e.Message}"
            );
        }
    }

    private static JsonElement Array(SeedElement element)
    {
        _ = element.Items();
        return element.Value;
    }

    private static RecordedTurn Turn(SeedElement element)
    {
        element.KnowOnly("role", "content", "time", "start_time", "end_time", "data");
        var start = TimeSpan.FromSeconds(element.Get("start_time")?.Number(min: 0) ?? 0);
        return new(
            element.Require("role").Word(TurnRole.Caller, TurnRole.Agent, TurnRole.ToolCall, TurnRole.ToolResult),
            element.Get("content")?.Text() ?? "",
            start,
            element.Get("end_time") is { } end ? TimeSpan.FromSeconds(end.Number(min: 0)) : start,
            element.Get("data") is { Value.ValueKind: JsonValueKind.Object } data ? JsonObject.Create(data.Value) : null
        );
    }

    private static string DefaultReason(string status) =>
        status switch
        {
            RunStatus.Cancelled => EndedReason.CancelledByUser,
            RunStatus.Failed => EndedReason.NotConnected,
            RunStatus.Timeout => EndedReason.DidNotAnswer,
            _ => EndedReason.AgentEndedCall,
        };
}
