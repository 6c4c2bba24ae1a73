using Cekura.Manifests.Cases;

namespace Cekura.Reports.Html;

/// <summary>One row of the heat map: a scenario, with one test profile in one mode.</summary>
/// <param name="Group">The folder it stands in, after the file where the report is about several; empty for none.</param>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Variant">Profile and mode, as far as the report has several; else empty.</param>
/// <param name="Entries">Its cases, one a personality.</param>
internal sealed record HeatMapRow(string Group, string Scenario, string Variant, IReadOnlyList<CaseEntry> Entries)
{
    public static IEnumerable<IGrouping<string, HeatMapRow>> Grouped(IReadOnlyList<CaseEntry> entries)
    {
        var severalFiles = entries.Select(entry => entry.Case.Location.Path).Distinct(StringComparer.Ordinal).Skip(1).Any();
        var severalModes = entries.Select(entry => entry.Case.Mode).Distinct(StringComparer.Ordinal).Skip(1).Any();
        var severalProfiles = entries.Select(entry => entry.Case.TestProfileName).Distinct(StringComparer.Ordinal).Skip(1).Any();
        return entries
            .GroupBy(RowKey.Of)
            .Select(row => new HeatMapRow(
                Joined(severalFiles ? Path.GetFileName(row.Key.Path) : null, row.Key.Folder),
                row.Key.ScenarioName,
                Joined(severalProfiles ? row.Key.TestProfileName : null, severalModes ? row.Key.Mode : null),
                [.. row]
            ))
            .GroupBy(row => row.Group, StringComparer.Ordinal);
    }

    private sealed record RowKey(string Path, string? Folder, string ScenarioId, string ScenarioName, string? TestProfileName, string Mode)
    {
        public static RowKey Of(CaseEntry entry) =>
            new(
                entry.Case.Location.Path,
                entry.Case.Folder,
                PlanKey.Scenario(entry.Case),
                entry.Case.ScenarioName,
                entry.Case.TestProfileName,
                entry.Case.Mode
            );
    }

    private static string Joined(params string?[] parts) => string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part)));
}
