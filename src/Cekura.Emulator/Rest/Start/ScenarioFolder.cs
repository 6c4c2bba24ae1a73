using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Start;

/// <summary>Dot-separated folders of scenarios.</summary>
internal static class ScenarioFolder
{
    /// <summary>Whether the scenario lies in the folder or below it; the empty folder holds those without one.</summary>
    public static bool Holds(string folder, Scenario scenario) =>
        folder.Length == 0
            ? scenario.FolderPath is null
            : scenario.FolderPath == folder || scenario.FolderPath?.StartsWith(folder + '.', StringComparison.Ordinal) == true;

    /// <summary><c>A.B.C</c> gives <c>A</c>, <c>A.B</c> and <c>A.B.C</c>.</summary>
    public static IEnumerable<string> WithParents(string? folder)
    {
        for (var end = folder is null ? -1 : 0; end >= 0 && end < folder!.Length; end++)
        {
            end = folder.IndexOf('.', end) is var dot && dot < 0 ? folder.Length : dot;
            yield return folder[..end];
        }
    }
}
