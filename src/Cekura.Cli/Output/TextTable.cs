using System.Text;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Output;

/// <summary>Rows for people: columns stand under each other, the last one is cut where the terminal ends.</summary>
internal sealed class TextTable(params IReadOnlyList<string> head)
{
    private const string Gap = "  ";

    private readonly List<IReadOnlyList<string>> _rows = [head];

    public void Add(params IReadOnlyList<string?> cells) => _rows.Add([.. cells.Select(cell => UntrustedText.Line(cell))]);

    /// <summary>The table; a head alone when there are no rows.</summary>
    /// <param name="width">Columns of the terminal; null: lines are as long as they are.</param>
    /// <param name="ink">Colours the words of outcomes; null: nothing is coloured.</param>
    public string Write(int? width, Ink? ink = null)
    {
        var widths = head.Select((_, column) => _rows.Max(row => row[column].Length)).ToList();
        var text = new StringBuilder();
        foreach (var row in _rows)
        {
            var line = string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
            var shown = width is { } columns && line.Length > columns ? line[..(columns - 1)] + "…" : line;
            text.Append(ink is null ? shown : Coloured(shown, row, widths, ink)).Append('\n');
        }

        return text.ToString();
    }

    // The columns stand where they stand: colours take no room.
    private string Coloured(string line, IReadOnlyList<string> row, List<int> widths, Ink ink)
    {
        var column = 0;
        for (var start = 0; column < row.Count; start += widths[column] + Gap.Length, column++)
        {
            if (head[column] is "OUTCOME" or "EVALUATION" && start + row[column].Length <= line.Length && row != _rows[0])
            {
                return string.Concat(line.AsSpan(0, start), ink.Outcome(row[column]), line.AsSpan(start + row[column].Length));
            }
        }

        return line;
    }
}
