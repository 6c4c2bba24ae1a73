using System.Text.Json.Nodes;

namespace Cekura.Emulator.Rules;

/// <summary>What a model judged of one part: a line of the expected outcome, or a metric.</summary>
internal abstract record JudgedPart
{
    public const string Met = "met";
    public const string Unmet = "unmet";
    public const string Blocked = "blocked";

    /// <summary>What it judged, <see cref="Met"/> and the like of a line; null: no verdict, and <see cref="Why"/> says for what reason.</summary>
    public JsonNode? Answer { get; init; }

    /// <summary>The judge's reason, or why there is no verdict. Untrusted text.</summary>
    public required string Why { get; init; }

    /// <summary>What it quoted; empty: nothing. Untrusted text.</summary>
    public string Quote { get; init; } = "";

    /// <summary>The number of the quoted turn, from 1; 0: none.</summary>
    public int Turn { get; init; }

    /// <summary>How the judgements are divided, such as "2 of 3 judged unmet"; null: one decided.</summary>
    public string? Split { get; init; }

    /// <summary>What each judgement said that could be taken, the first one first.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>Why it decides nothing and is only shown; null: it decides.</summary>
    public string? Advice { get; init; }

    /// <summary>Whether there is a verdict.</summary>
    public virtual bool HasVerdict => Answer is not null;

    /// <summary>The answer as one word of a sentence.</summary>
    public abstract string Word { get; }

    /// <summary>The judgement as a sentence: who judged, why, and the quoted turn.</summary>
    public string Sentence(string model)
    {
        var quoted = Turn > 0 ? $" Turn {Turn}: \"{Quote}\"" : "";
        return HasVerdict
            ? $"{Split ?? $"Judged {Word}"} by {model} on this machine, not by Cekura: {Why}{quoted}"
            : $"Not judged by {model} on this machine: {Why}";
    }
}
