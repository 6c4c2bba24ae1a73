using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Cekura.Models.Cassettes;

/// <summary>The cassettes of a project: a folder with a file for each test. Thread-safe, also beside other processes.</summary>
internal sealed class CassetteFolder(string path, CassetteWording wording)
{
    private const int MaxName = 60;

    private readonly ConcurrentDictionary<string, Lazy<Cassette>> _cassettes = new(StringComparer.Ordinal);

    public string Path => path;

    /// <summary>Whether anything was recorded here.</summary>
    public bool HasAny => Directory.Exists(path) && Directory.EnumerateFiles(path, "*.json").Any();

    /// <summary>Those that were looked at.</summary>
    public IEnumerable<Cassette> Known => _cassettes.Values.Where(cassette => cassette.IsValueCreated).Select(cassette => cassette.Value);

    /// <summary>The cassette of a test.</summary>
    /// <exception cref="CassetteFileException">It is damaged.</exception>
    public Cassette Of(string test)
    {
        try
        {
            return _cassettes
                .GetOrAdd(test, name => new(() => Cassette.Open(System.IO.Path.Combine(path, FileName(name)), name, wording)))
                .Value;
        }
        catch (CassetteFileException)
        {
            // Someone may mend it while this process goes on.
            _cassettes.TryRemove(test, out _);
            throw;
        }
    }

    /// <summary>The name of a test's file: readable, the same on every system, and another for every test.</summary>
    public static string FileName(string test)
    {
        var name = new StringBuilder();
        foreach (var letter in test)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                name.Append(char.ToLowerInvariant(letter));
            }
            else if (name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }
        }

        var readable = name.Length > MaxName ? name.ToString(0, MaxName) : name.ToString();
        return string.Create(CultureInfo.InvariantCulture, $"{readable.Trim('-')}-{CassetteKey.HashOf(test)[..8]}.json").TrimStart('-');
    }
}
