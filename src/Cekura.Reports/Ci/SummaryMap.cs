using System.Globalization;
using System.Text;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;

namespace Cekura.Reports.Ci;

/// <summary>The map of scenarios and personalities as a Markdown table.</summary>
internal sealed class SummaryMap(IReadOnlyList<CiCase> cases)
{
    // Wider or longer tables are no maps any more, and the report has them all.
    private const int MostColumns = 12;
    private const int MostRows = 100;

    public string Write()
    {
        var severalModes = cases.Select(kept => kept.Case.Mode).Distinct(StringComparer.Ordinal).Count() > 1;
        var columns = cases.Select(Column).Distinct(StringComparer.Ordinal).ToList();
        var rows = cases.GroupBy(kept => Row(kept.Case, severalModes), StringComparer.Ordinal).ToList();
        var shown = columns.Take(MostColumns).ToList();
        var text = new StringBuilder($"| Scenario | {string.Join(" | ", shown.Select(column => MarkdownText.Inline(column, 60)))} |\n");
        text.Append('|').Insert(text.Length, "---|", shown.Count + 1).Append('\n');
        foreach (var row in rows.Take(MostRows))
        {
            var cells = row.ToLookup(Column, StringComparer.Ordinal);
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {MarkdownText.Inline(row.Key, 120)} | {string.Join(" | ", shown.Select(column => Cell(cells[column])))} |\n"
            );
        }

        var left = (Rows: rows.Count - MostRows, Columns: columns.Count - MostColumns);
        if (left.Rows > 0 || left.Columns > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\nNot shown here: {Counted.Of(Math.Max(0, left.Rows), "scenario")}, {Counted.Of(Math.Max(0, left.Columns), "personality", "personalities")}. The report has them.\n"
            );
        }

        return text.Append('\n').ToString();
    }

    private static string Column(CiCase kept) => kept.Case.PersonalityName ?? "Own personality";

    private static string Row(ScenarioCase scenarioCase, bool severalModes) =>
        string.Join(
            ", ",
            new[] { scenarioCase.ScenarioName, scenarioCase.TestProfileName, severalModes ? scenarioCase.Mode : null }.OfType<string>()
        );

    private static string Cell(IEnumerable<CiCase> cell) =>
        string.Join(
            " ",
            cell.Select(kept =>
                kept.Rate.Total > 1
                    ? string.Create(CultureInfo.InvariantCulture, $"{kept.Mark.Sign} {kept.Rate.Passed}/{kept.Rate.Total}")
                    : $"{kept.Mark.Sign} {kept.Mark.Word.ToLowerInvariant()}"
            )
        );
}
