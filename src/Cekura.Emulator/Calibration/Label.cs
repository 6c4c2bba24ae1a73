using Cekura.Emulator.Rules;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Calibration;

/// <summary>What a person says of one criterion and one conversation.</summary>
internal sealed record Label
{
    /// <summary>The test whose conversation it was, such as "Booking [Terse]".</summary>
    public required string Test { get; init; }

    /// <summary>Id of its scenario; null: not known.</summary>
    public long? Scenario { get; init; }

    /// <summary>Id of the metric; null: a line of the expected outcome.</summary>
    public long? Metric { get; init; }

    /// <summary>The metric's prompt, or the line: a label of other words says nothing of these.</summary>
    public required string Criterion { get; init; }

    /// <summary>What is right: met, unmet or blocked of a line; pass or fail, a number, or a label of a metric.</summary>
    public required string Expected { get; init; }

    /// <summary>Why.</summary>
    public string Feedback { get; init; } = "";

    /// <summary>The model that judged the same; null: none did.</summary>
    public string? Judge { get; init; }

    /// <summary>What it said, once or several times.</summary>
    public IReadOnlyList<string> Judged { get; init; } = [];

    /// <summary>How the conversation ended.</summary>
    public string EndedReason { get; init; } = "";

    public required IReadOnlyList<RecordedTurn> Turns { get; init; }

    /// <summary>What the label is about: labels with the same key are about the same criterion.</summary>
    public string Key => KeyOf(Metric, Criterion);

    /// <summary>What the judgements come to, as in a run: a first one that passes decides, else the majority; null: none.</summary>
    public string? Verdict => VerdictOf(Judged);

    /// <summary>The key of a criterion.</summary>
    public static string KeyOf(long? metric, string criterion) =>
        metric is { } id
            ? $"metric {id}: {OneSpace(criterion)}"
            : $"line: {OneSpace(criterion).Trim(' ', '-', '*', '•', '.').ToLowerInvariant()}";

    /// <inheritdoc cref="Verdict"/>
    public static string? VerdictOf(IReadOnlyList<string> judged) =>
        judged is [] ? null
        : judged[0] is JudgedPart.Met or JudgedMetric.Pass ? judged[0]
        : judged.FirstOrDefault(answer => judged.Count(other => other == answer) * 2 > judged.Count) ?? JudgedPart.Blocked;

    /// <summary>Whether two labels are about the same criterion and the same conversation.</summary>
    public bool IsSame(Label other) =>
        Key == other.Key
        && Test == other.Test
        && Turns.Select(turn => (turn.Role, turn.Content)).SequenceEqual(other.Turns.Select(turn => (turn.Role, turn.Content)));

    private static string OneSpace(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
