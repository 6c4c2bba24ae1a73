using Cekura.Runs.Causes;

namespace Cekura.Runs.History;

/// <summary>A cause as it is remembered: without what was said in the conversation.</summary>
/// <param name="Key">What groups, over test runs too.</param>
/// <param name="Kind">What it says about the agent.</param>
/// <param name="Text">The cause for people, one line.</param>
/// <param name="Repetitions">Numbers of the repetitions, from 1, that it broke.</param>
internal sealed record RecordedCause(string Key, CauseKind Kind, string Text, IReadOnlyList<int> Repetitions);
