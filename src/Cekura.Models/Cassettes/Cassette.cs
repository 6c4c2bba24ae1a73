using System.Collections.Immutable;

namespace Cekura.Models.Cassettes;

/// <summary>The recorded answers of one test.</summary>
internal sealed class Cassette
{
    private readonly Lock _gate = new();
    private readonly CassetteWording _wording;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fresh = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, CassetteEntry> _entries;
    private bool _isCutShort;

    private Cassette(string path, string test, CassetteWording wording) =>
        (Path, Test, _wording, _entries) = (path, test, wording, ImmutableDictionary.Create<string, CassetteEntry>(StringComparer.Ordinal));

    /// <summary>Its file.</summary>
    public string Path { get; }

    /// <summary>Its test.</summary>
    public string Test { get; }

    /// <summary>What it has.</summary>
    public IReadOnlyList<CassetteEntry> Entries => [.. Volatile.Read(ref _entries).Values.Order(EntryOrder.Instance)];

    /// <summary>Whether it was used, and every question of its test was answered: else nothing is known of what was not used.</summary>
    public bool IsUsedWhole
    {
        get
        {
            lock (_gate)
            {
                return _used.Count > 0 && !_isCutShort;
            }
        }
    }

    /// <summary>Reads it; one that is not there has no answers.</summary>
    /// <exception cref="CassetteFileException">It is damaged.</exception>
    public static Cassette Open(string path, string test, CassetteWording wording)
    {
        var cassette = new Cassette(path, test, wording);
        cassette._entries = cassette._entries.SetItems(cassette.OnDisk().Select(entry => KeyValuePair.Create(entry.Id, entry)));
        return cassette;
    }

    /// <summary>Reads the cassette that a file is, as it stands there.</summary>
    /// <exception cref="CassetteFileException">It is damaged.</exception>
    public static Cassette Read(string path)
    {
        var (test, entries) = CassetteText.Read(Bytes(path) ?? [], path, CassetteWording.AsItStands);
        var cassette = new Cassette(path, test, CassetteWording.AsItStands);
        cassette._entries = cassette._entries.SetItems(entries.Select(entry => KeyValuePair.Create(entry.Id, entry)));
        return cassette;
    }

    /// <summary>The answer to a question, which counts as used then.</summary>
    /// <param name="key">The question.</param>
    /// <param name="model">The name of the model; null: any.</param>
    /// <param name="onlyFresh">Whether only what was recorded by this process counts.</param>
    public CassetteEntry? Use(CassetteKey key, string? model, bool onlyFresh)
    {
        var entries = Volatile.Read(ref _entries);
        var entry = model is null
            ? entries.Values.Where(one => one.Key.Id == key.Id).Order(EntryOrder.Instance).FirstOrDefault()
            : entries.GetValueOrDefault(CassetteEntry.IdOf(key, model));
        if (entry is null)
        {
            return null;
        }

        lock (_gate)
        {
            if (onlyFresh && !_fresh.Contains(entry.Id))
            {
                return null;
            }

            _used.Add(entry.Id);
            return entry;
        }
    }

    /// <summary>What was not used.</summary>
    public IReadOnlyList<CassetteEntry> Unused()
    {
        lock (_gate)
        {
            return [.. Entries.Where(entry => !_used.Contains(entry.Id))];
        }
    }

    /// <summary>A question of its test had no answer, so that others may not have been asked.</summary>
    public void CutShort()
    {
        lock (_gate)
        {
            _isCutShort = true;
        }
    }

    /// <summary>Adds an answer, in the place of what was recorded for the same question, and keeps what others wrote meanwhile.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    /// <exception cref="CassetteFileException">The file was damaged meanwhile.</exception>
    public void Add(CassetteEntry entry)
    {
        lock (_gate)
        {
            // The answer is there, whether it can be written or not.
            _used.Add(entry.Id);
            _fresh.Add(entry.Id);
            Volatile.Write(ref _entries, _entries.SetItem(entry.Id, entry));
            Change(disk => disk.Concat(_fresh.Select(id => _entries[id])));
        }
    }

    /// <summary>Takes answers out.</summary>
    /// <inheritdoc cref="Add"/>
    public void Remove(IReadOnlyCollection<string> ids)
    {
        lock (_gate)
        {
            Volatile.Write(ref _entries, _entries.RemoveRange(ids));
            Change(disk => disk.Where(entry => !ids.Contains(entry.Id)));
        }
    }

    private void Change(Func<IEnumerable<CassetteEntry>, IEnumerable<CassetteEntry>> change)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        using var _ = FileMutex.Take(Path);
        var merged = new Dictionary<string, CassetteEntry>(StringComparer.Ordinal);
        foreach (var entry in change(OnDisk()))
        {
            merged[entry.Id] = entry;
        }

        Volatile.Write(ref _entries, _entries.SetItems(merged));
        if (merged.Count == 0)
        {
            File.Delete(Path);
            return;
        }

        var written = $"{Path}.{Environment.ProcessId}.tmp";
        File.WriteAllBytes(written, CassetteText.Write(Test, merged.Values));
        File.Move(written, Path, overwrite: true);
    }

    private IReadOnlyList<CassetteEntry> OnDisk() => Bytes(Path) is { } utf8 ? CassetteText.Read(utf8, Path, _wording).Entries : [];

    private static byte[]? Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CassetteFileException($"{path} cannot be read: {e.Message}", e);
        }
    }
}
