using System.Collections.Concurrent;
using Cekura.Runs.Processes;

namespace Cekura.Runs.Starts;

/// <summary>
/// What this process started and has not ended yet, on disk before the service hears of it. As long as it is open, no other process touches
/// what it names. Thread-safe.
/// </summary>
internal sealed class StartJournal : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, StartRecord> _starts = new(StringComparer.Ordinal);
    private readonly FileStream _file;
    private readonly Action<FileStream, string> _write;
    private readonly bool _isLocked;
    private bool _torn;

    private StartJournal(FileStream file, Action<FileStream, string> write) =>
        (_file, _write, _isLocked) = (file, write, JournalFiles.IsLocked(file));

    /// <summary>The file, absolute.</summary>
    public string Path => _file.Name;

    /// <summary>Begins a journal.</summary>
    /// <param name="stateDirectory">The state directory; made when it does not exist.</param>
    /// <param name="head">Whose starts these are.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static StartJournal Create(string stateDirectory, JournalHead head) => Create(stateDirectory, head, JournalFiles.Append);

    /// <inheritdoc cref="Create(string, JournalHead)"/>
    internal static StartJournal Create(string stateDirectory, JournalHead head, Action<FileStream, string> write)
    {
        ArgumentNullException.ThrowIfNull(head);
        var journal = new StartJournal(JournalFiles.Create(stateDirectory, head.Started), write);
        journal.Append(JournalJson.Head(head with { Owner = ProcessIdentity.Current, IsLocked = journal._isLocked }));
        return journal;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_isLocked)
        {
            LetGo();
        }

        _file.Dispose();
    }

    /// <summary>To be called before the request is sent.</summary>
    /// <exception cref="IOException">The line is not on disk; the request must not be sent.</exception>
    internal void Intend(StartRecord start)
    {
        _starts[start.Name] = start;
        Append(JournalJson.Intent(start));
        if (start.ResultId is not null)
        {
            Append(JournalJson.Step(start));
        }

        foreach (var (run, limit) in start.OwnEnds)
        {
            Append(JournalJson.End(start, run, limit));
        }
    }

    /// <summary>The service named the result.</summary>
    internal void Started(string name, long resultId) => Step(_starts[name] with { State = StartState.Started, ResultId = resultId });

    /// <summary>A step further.</summary>
    internal void Mark(string name, StartState state) => Step(_starts[name] with { State = state });

    /// <summary>To be called before the service is asked to end one run.</summary>
    /// <param name="name">Name of the start.</param>
    /// <param name="runId">Id of the run.</param>
    /// <param name="limit">The time limit that it passed; null: the outcome is decided.</param>
    internal void EndRun(string name, long runId, TimeSpan? limit)
    {
        var start = _starts[name].WithEnd(runId, limit);
        Step(start, JournalJson.End(start, runId, limit));
    }

    private void Step(StartRecord start) => Step(start, JournalJson.Step(start));

    private void Step(StartRecord start, string line)
    {
        _starts[start.Name] = start;
        try
        {
            Append(line);
        }
        catch (IOException)
        {
            // What is on disk says less than happened: a process that reads it asks the service before it ends anything.
        }
    }

    // With a lock it is the system that says so.
    private void LetGo()
    {
        try
        {
            Append(JournalJson.Closed);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Then it is this process's until it ends.
        }
    }

    private void Append(string line)
    {
        lock (_gate)
        {
            // A line that was written in part, as on a full disk, must not swallow this one.
            var whole = _torn ? "\n" + line : line;
            _torn = true;
            _write(_file, whole);
            _torn = false;
        }
    }
}
