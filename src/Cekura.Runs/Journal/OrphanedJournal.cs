using System.Text;

namespace Cekura.Runs.Journal;

/// <summary>A journal whose process is gone, held by this one: what it names is this process's to adopt or to end, and nobody else's.</summary>
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

    /// <summary>Takes a journal over; null while its process lives, or somebody else has taken it, or it is none of ours.</summary>
    public static OrphanedJournal? TryClaim(string path)
    {
        if (JournalFiles.TryLock(path) is not { } file)
        {
            return null;
        }

        try
        {
            using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
            if (JournalJson.ReadHead(reader.ReadLine() ?? "") is { } head)
            {
                var journal = new OrphanedJournal(file, head);
                while (reader.ReadLine() is { } line)
                {
                    JournalJson.Take(line, journal._starts);
                }

                journal.Mend();
                return journal;
            }
        }
        catch (IOException)
        {
            // Unreadable is as good as foreign.
        }

        file.Dispose();
        return null;
    }

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
