namespace Cekura.Runs.Verdict;

/// <summary>Why a run failed.</summary>
/// <param name="Text">A few words, for the first line.</param>
/// <param name="Explanations">What is behind it, a line each.</param>
internal sealed record Reason(string Text, IReadOnlyList<string> Explanations);
