using System.Text;

namespace Cekura.Runs.Starts;

/// <summary>A journal whose process is gone, held by this one: what it names is this process's alone to adopt or to end.</summary>
internal sealed class OrphanedJournal : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;
    private readonly Dictionary<string, StartRecord> _starts = new(StringComparer.Ordinal);

    private OrphanedJournal(FileStream file, JournalHead head)
    {
        _file = file;
        Head = head;
    }

    public JournalHead Head { get; }

    public IReadOnlyList<StartRecord> Starts
    {
        get
        {
            lock (_gate)
            {
                return [.. _starts.Values];
            }
        }
    }

    /// <summary>Takes a journal over; null while its process lives, or another one has taken it, or it cannot be read.</summary>
    public static OrphanedJournal? TryClaim(string path) => Claim(path).Journal;

    /// <summary>Takes a journal over.</summary>
    /// <returns>The journal; or null, and why it cannot be read: no reason while its process lives, another one has taken it, or nothing
    /// was started.</returns>
    public static (OrphanedJournal? Journal, string? Error) Claim(string path)
    {
        var (file, error) = JournalFiles.Lock(path);
        if (file is null)
        {
            return (null, error);
        }

        try
        {
            (var journal, error) = Read(file);
            if (journal is not null)
            {
                return (journal, null);
            }
        }
        catch (IOException e)
        {
            error = e.Message;
        }

        file.Dispose();
        return (null, error);
    }

    private static (OrphanedJournal? Journal, string? Error) Read(FileStream file)
    {
        using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var first = reader.ReadLine() ?? "";
        if (JournalJson.ReadHead(first) is not { } head)
        {
            // A process that died over its first line had started nothing.
            return (null, first.StartsWith('{') && IsTorn(file, first) ? null : JournalJson.WhyNoHead(first));
        }

        var journal = new OrphanedJournal(file, head);
        var isClosed = false;
        while (reader.ReadLine() is { } line)
        {
            isClosed |= line == JournalJson.Closed;
            JournalJson.Take(line, journal._starts);
        }

        if (!isClosed && !(head.IsLocked && JournalFiles.IsLocked(file)) && head.Owner?.IsAlive is not false)
        {
            return (null, WhyUnclear(head));
        }

        journal.Mend();
        return (journal, null);
    }

    // Without a lock it is the process that says whether its starts are another's business.
    private static string? WhyUnclear(JournalHead head) =>
        head.Owner switch
        {
            { IsAlive: true } => null,
            { } owner => $"There are no file locks, and whether its process runs cannot be known from here: {owner.Id} on {owner.Place}.",
            null => "There are no file locks, and it does not say which process wrote it.",
        };

    private static bool IsTorn(FileStream file, string first) => file.Length <= Encoding.UTF8.GetByteCount(first);

    /// <summary>A step of one of its starts.</summary>
    /// <exception cref="IOException">The line is not on disk.</exception>
    public void Step(StartRecord start)
    {
        lock (_gate)
        {
            _starts[start.Name] = start;
            JournalFiles.Append(_file, JournalJson.Step(start));
        }
    }

    public void Dispose()
    {
        var path = _file.Name;
        var closed = !Starts.Any(start => start.IsOpen);
        _file.Dispose();
        if (closed)
        {
            JournalFiles.Forget(path, Head.Started, DateTimeOffset.UtcNow);
        }
    }

    /// <summary>A line that was cut off must not swallow the next one.</summary>
    private void Mend()
    {
        _file.Seek(-1, SeekOrigin.End);
        if (_file.ReadByte() != '\n')
        {
            _file.WriteByte((byte)'\n');
        }
    }
}
