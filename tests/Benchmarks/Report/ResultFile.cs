using System.Text.Json;

namespace Cekura.Benchmarks.Report;

/// <summary>The results of all rows, kept so that one of them can be measured anew and the others stay.</summary>
internal sealed class ResultFile
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    private readonly SortedDictionary<string, RowResult> _rows;

    private ResultFile(SortedDictionary<string, RowResult> rows) => _rows = rows;

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<RowResult> Rows => [.. _rows.Values.OrderBy(row => row.Id.Length).ThenBy(row => row.Id, StringComparer.Ordinal)];

    public static ResultFile Read(string repository) =>
        new(
            File.Exists(PathIn(repository))
                ? JsonSerializer.Deserialize<SortedDictionary<string, RowResult>>(File.ReadAllText(PathIn(repository)), Json)!
                : []
        );

    public ResultFile With(RowResult row)
    {
        var rows = new SortedDictionary<string, RowResult>(_rows) { [row.Id] = row };
        return new ResultFile(rows);
    }

    public void Write(string repository) => File.WriteAllText(PathIn(repository), JsonSerializer.Serialize(_rows, Json) + "\n");

    private static string PathIn(string repository) => Path.Combine(repository, "docs", "performance.json");
}
