using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cekura.Models.Cassettes;

/// <summary>
/// Which answers of each cassette its test used when it last ran as a whole on this machine. It is no part of the cassettes, which are
/// committed: what one machine ran says nothing of another.
/// </summary>
internal sealed class CassetteUsage(string folder, string cassettes)
{
    private readonly string _path = Path.Combine(folder, $"{CassetteKey.HashOf(Path.GetFullPath(cassettes))}.json");

    /// <summary>Keeps what was used. Without it, nothing can be pruned; no run fails for that.</summary>
    public void Keep(IEnumerable<Cassette> known)
    {
        try
        {
            var used = known
                .Where(cassette => cassette.IsUsedWhole)
                .Select(cassette => (Name: Path.GetFileName(cassette.Path), Ids: Used(cassette)))
                .ToList();
            if (used.Count == 0)
            {
                return;
            }

            Directory.CreateDirectory(folder);
            using var _ = FileMutex.Take(_path);
            var all = Read();
            foreach (var (name, ids) in used)
            {
                all[name] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]);
            }

            var written = $"{_path}.{Environment.ProcessId}.tmp";
            File.WriteAllText(written, all.ToJsonString());
            File.Move(written, _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is not kept is not known.
        }
    }

    /// <summary>The ids of the answers that were used; null: its test did not run here.</summary>
    /// <param name="name">Name of the cassette's file.</param>
    public IReadOnlyCollection<string>? Of(string name) =>
        Read()[name] is JsonArray ids ? ids.Select(id => (string)id!).ToHashSet(StringComparer.Ordinal) : null;

    // Its file is read without what is declared volatile, and may not have been written since.
    private static List<string> Used(Cassette cassette) =>
        [.. cassette.Entries.Except(cassette.Unused()).SelectMany(entry => new[] { entry.Id, entry.StoredId }).Distinct()];

    private JsonObject Read()
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(_path)) as JsonObject ?? [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }
}
