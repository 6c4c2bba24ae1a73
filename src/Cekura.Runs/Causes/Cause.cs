namespace Cekura.Runs.Causes;

/// <summary>Why a repetition did not pass, in a form in which equal causes are equal over tests, repetitions and test runs.</summary>
/// <param name="Key">What groups: stable between test runs, free of ids, names of tests and what was said.</param>
/// <param name="Kind">What it says about the agent.</param>
/// <param name="Text">The cause for people, one line without a number of times.</param>
/// <param name="Turn">The turn that decided; null where none is known.</param>
internal sealed record Cause(string Key, CauseKind Kind, string Text, DecisiveTurn? Turn);
