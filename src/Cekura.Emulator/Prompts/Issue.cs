namespace Cekura.Emulator.Prompts;

/// <summary>Something that failed, and the runs that show it.</summary>
/// <param name="Description">What it is.</param>
/// <param name="Advice">The line of a prompt that would mend it.</param>
/// <param name="Runs">Ids, ascending.</param>
internal sealed record Issue(string Description, string Advice, IReadOnlyList<long> Runs);
