namespace Cekura.Runs.Verdict;

/// <summary>Why a run did not pass.</summary>
/// <param name="Text">A few words, for the first line.</param>
/// <param name="Explanations">What is behind it, a line each.</param>
internal sealed record Reason(string Text, IReadOnlyList<string> Explanations)
{
    /// <summary>The reason for people who see many runs: without what this run alone brought, such as values and ids.</summary>
    public string Subject { get; init; } = Text;

    /// <summary>What equal reasons of several runs, tests and test runs have in common.</summary>
    public string Key
    {
        get => field ??= ReasonKey.Of(Subject);
        init;
    }

    /// <summary>Number of the turn that decided, from 1; null where none is known.</summary>
    public int? Turn { get; init; }

    /// <summary>Whether it says that something could not be decided, not that the agent did wrong.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The reason as the first line of a text, with what is behind it as the other lines.</summary>
    public static Reason OfLines(string text) => text.Split('\n') is [var first, .. var rest] ? new(first, rest) : new(text, []);
}
