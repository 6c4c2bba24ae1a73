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
    public string Write(int? width)
    {
        var widths = head.Select((_, column) => _rows.Max(row => row[column].Length)).ToList();
        var text = new StringBuilder();
        foreach (var row in _rows)
        {
            var line = string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
            text.Append(width is { } columns && line.Length > columns ? line[..(columns - 1)] + "…" : line).Append('\n');
        }

        return text.ToString();
    }
}
