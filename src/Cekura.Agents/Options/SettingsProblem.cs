namespace Cekura.Agents.Options;

/// <summary>Something that is wrong with what was written of an agent.</summary>
/// <param name="Kind">What kind of problem it is.</param>
/// <param name="Path">Where: the keys from the agent's object on; none: the object itself.</param>
/// <param name="IsKey">Whether the last key itself is wrong; else its value.</param>
/// <param name="Message">For people, with what to do next.</param>
internal sealed record SettingsProblem(SettingsProblemKind Kind, IReadOnlyList<string> Path, bool IsKey, string Message);
