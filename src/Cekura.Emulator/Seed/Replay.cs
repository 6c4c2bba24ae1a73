using System.Collections.Immutable;
using System.Text.Json;
using Cekura.Agents.Traces;
using Cekura.Emulator.Text;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Seed;

/// <summary>A canned run instead of a conversation. What it leaves out is scored by rules.</summary>
internal sealed record Replay
{
    private Text? _transcript;
    private byte[]? _entries;

    public required ImmutableList<RecordedTurn> Turns { get; init; }

    /// <summary>Status that the run ends with, or, when it is no final one, stays in until the call is ended.</summary>
    public required string Status { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>How long the run is in progress, in real time.</summary>
    public required TimeSpan Delay { get; init; }

    public required string EndedReason { get; init; }

    public required string ErrorMessage { get; init; }

    /// <summary>Where the recording of a call lies; null: there is none.</summary>
    public string? RecordingUrl { get; init; }

    /// <summary>What the agent recorded of itself; empty: it has no trace.</summary>
    public IReadOnlyList<AgentSpan> Trace { get; init; } = [];

    public bool? Success { get; init; }

    /// <summary>Entries of <c>evaluation.metrics</c> as they stand; null: scored by rules.</summary>
    public JsonElement? Metrics { get; init; }

    public JsonElement? ExpectedOutcome { get; init; }

    /// <summary><c>rubric</c> as it stands; null: by the rules of the seed.</summary>
    public JsonElement? Rubric { get; init; }

    /// <summary><c>critical_categories</c> as they stand; null: by the outcomes of the seed.</summary>
    public JsonElement? CriticalCategories { get; init; }

    /// <summary>What people said of the run: whether it is a success, and their words; null: nothing.</summary>
    public (bool Success, string Feedback)? Review { get; init; }

    /// <summary>How long the run is evaluated after it was in progress, in real time.</summary>
    public TimeSpan Evaluation { get; init; }

    /// <summary>The turns as text, made once: thousands of runs may replay the same.</summary>
    public JsonEncodedText Transcript =>
        (_transcript ??= new Text(JsonEncodedText.Encode(TranscriptJson.Text(Turns), JsonWriting.Readable.Encoder))).Json;

    /// <summary>The turns as entries, written once.</summary>
    public ReadOnlySpan<byte> TranscriptEntries => _entries ??= TranscriptJson.Entries(Turns);

    private sealed record Text(JsonEncodedText Json);
}
