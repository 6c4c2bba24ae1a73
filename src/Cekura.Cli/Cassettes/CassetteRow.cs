using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Models.Cassettes;

namespace Cekura.Cli.Cassettes;

/// <summary>A cassette as <c>cassette list</c> shows it.</summary>
/// <param name="cassette">The cassette.</param>
/// <param name="used">The ids of the answers that the last run used; null: its test did not run here.</param>
internal sealed class CassetteRow(Cassette cassette, IReadOnlyCollection<string>? used)
{
    private readonly IReadOnlyList<CassetteEntry> _entries = cassette.Entries;

    public JsonObject Json =>
        new()
        {
            ["test"] = cassette.Test,
            ["file"] = cassette.Path,
            ["answers"] = _entries.Count,
            ["used"] = Used,
            ["models"] = new JsonArray([.. Models.Select(model => JsonValue.Create(model))]),
            ["input_tokens"] = InputTokens,
            ["output_tokens"] = OutputTokens,
        };

    public IReadOnlyList<string?> Cells =>
        [
            cassette.Test,
            Text(_entries.Count),
            Used is { } count ? Text(count) : "-",
            string.Join(", ", Models),
            Text(InputTokens),
            Text(OutputTokens),
            Path.GetFileName(cassette.Path),
        ];

    private int? Used => used is null ? null : _entries.Count(entry => used.Contains(entry.Id));

    private IEnumerable<string> Models => _entries.Select(entry => entry.Model).Distinct().Order(StringComparer.Ordinal);

    private long InputTokens => _entries.Sum(entry => (long)entry.InputTokens);

    private long OutputTokens => _entries.Sum(entry => (long)entry.OutputTokens);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
