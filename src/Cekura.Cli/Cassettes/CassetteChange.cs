using System.Text.Json.Nodes;
using Cekura.Models.Cassettes;

namespace Cekura.Cli.Cassettes;

/// <summary>What became of one answer.</summary>
/// <param name="Before">The answer before; null: it came.</param>
/// <param name="After">The answer after; null: it went.</param>
internal sealed record CassetteChange(CassetteEntry? Before, CassetteEntry? After)
{
    private CassetteEntry Any => (After ?? Before)!;

    private string Word =>
        Before is null ? "added"
        : After is null ? "removed"
        : "changed";

    public JsonObject Json =>
        new()
        {
            ["test"] = Any.Key.Test,
            ["answer"] = Any.Name,
            ["model"] = Any.Model,
            ["change"] = Word,
            ["before"] = Before is null ? null : JsonNode.Parse(Before.Answer),
            ["after"] = After is null ? null : JsonNode.Parse(After.Answer),
        };

    public IEnumerable<string> Lines =>
        new[]
        {
            $"{Word}: {Any.Key.Test}: {Any.Name} ({Any.Model})",
            Before is null ? null : $"- {Before.Answer}",
            After is null ? null : $"+ {After.Answer}",
        }.OfType<string>();

    /// <summary>All changes, test by test.</summary>
    public static IReadOnlyList<CassetteChange> Between(IEnumerable<CassetteEntry> before, IEnumerable<CassetteEntry> after)
    {
        var (old, now) = (ById(before), ById(after));
        return
        [
            .. old
                .Keys.Union(now.Keys)
                .Select(id => new CassetteChange(old.GetValueOrDefault(id), now.GetValueOrDefault(id)))
                .Where(change => change.Before?.Answer != change.After?.Answer)
                .OrderBy(change => change.Any.Key.Test, StringComparer.Ordinal)
                .ThenBy(change => change.Any, EntryOrder.Instance),
        ];
    }

    private static Dictionary<string, CassetteEntry> ById(IEnumerable<CassetteEntry> entries)
    {
        var all = new Dictionary<string, CassetteEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            all[$"{entry.Key.Test}\n{entry.Id}"] = entry;
        }

        return all;
    }
}
