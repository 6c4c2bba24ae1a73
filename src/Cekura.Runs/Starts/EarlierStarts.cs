using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Runs.Plan;

namespace Cekura.Runs.Starts;

/// <summary>
/// What earlier sessions of the same project started and this one may resume: results still in flight, or just finished. They are
/// this session's while this is open. Thread-safe.
/// </summary>
internal sealed class EarlierStarts : IDisposable
{
    /// <summary>How long a finished result counts as <em>just</em> finished.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromHours(1);

    /// <summary>How long another project's session has for its own second attempt before another one ends what it left.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly List<(OrphanedJournal Journal, StartRecord Start)> _starts;
    private readonly List<OrphanedJournal> _journals;
    private readonly JournalHead _head;
    private readonly Reuse _reuse;
    private readonly TimeProvider _time;

    /// <summary>How long conversations that went to another address are told of.</summary>
    private static readonly TimeSpan ToldOf = TimeSpan.FromDays(1);

    private EarlierStarts(List<OrphanedJournal> journals, JournalHead head, Reuse reuse, TimeProvider time)
    {
        (_journals, _head, _reuse, _time) = (journals, head, reuse, time);
        _starts = [.. journals.SelectMany(journal => journal.Starts.Select(start => (journal, start)))];
    }

    /// <summary>
    /// What cannot be mended here, in sentences: journals that cannot be read, and what the same project left at another address.
    /// </summary>
    public IReadOnlyList<string> Errors { get; private init; } = [];

    /// <summary>Takes over the journals whose process is gone.</summary>
    /// <param name="stateDirectory">The state directory; it need not exist.</param>
    /// <param name="head">The session that may resume them.</param>
    /// <param name="reuse">What it may resume.</param>
    /// <param name="time">The clock.</param>
    public static EarlierStarts Claim(string stateDirectory, JournalHead head, Reuse reuse, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(time);
        var journals = new List<OrphanedJournal>();
        var errors = new List<string>();
        foreach (var path in JournalFiles.NewestFirst(stateDirectory))
        {
            var (claimed, error) = OrphanedJournal.Claim(path);
            if (claimed is not { } journal)
            {
                if (error is not null)
                {
                    errors.Add(
                        $"what an earlier test run started may be running, because its journal {path} cannot be read: {error} It is kept; delete it when nothing of it runs."
                    );
                }

                continue;
            }

            if (IsLeftElsewhere(journal, head))
            {
                errors.Add(
                    $"an earlier run of these tests may have left conversations running at {journal.Head.ApiUrl.OriginalString}: cekura reap --api-url {journal.Head.ApiUrl.OriginalString}"
                );
            }

            var matters = reuse == Reuse.Finished || journal.Starts.Any(start => start.IsOpen);
            if (
                matters
                && (journal.Head.IsSameProject(head) || (journal.Head.ApiUrl == head.ApiUrl && head.Started - journal.Head.Started > Grace))
            )
            {
                journals.Add(journal);
            }
            else
            {
                journal.Dispose();
            }
        }

        return new EarlierStarts(journals, head, reuse, time) { Errors = errors };
    }

    /// <summary>Ends what is open and what none of <paramref name="cases"/> asks for.</summary>
    /// <param name="client">The service.</param>
    /// <param name="cases">The cases about to run; none: everything is ended.</param>
    /// <param name="concurrencyLimit">Runs at the same time, as the session is going to ask for.</param>
    /// <param name="durations">How long the conversations of tests lasted before, as the session is going to be told.</param>
    /// <param name="cancellationToken">Stops; what is left is for the next session.</param>
    public async Task<IReadOnlyList<EndedStart>> EndOthersAsync(
        CekuraClient client,
        IEnumerable<IReadOnlyList<ScenarioCase>> cases,
        int? concurrencyLimit,
        Task<IReadOnlyDictionary<string, TimeSpan>>? durations = null,
        CancellationToken cancellationToken = default
    )
    {
        if (_starts.Count == 0)
        {
            // Nearly always, and a plan of ten thousand tests takes a while.
            return [];
        }

        var lasted = durations is null ? null : await durations.ConfigureAwait(false);
        var wanted =
            _reuse == Reuse.Never
                ? []
                : cases
                    .SelectMany(selected => RunPlan.For(selected).Under(concurrencyLimit, lasted).Batches)
                    .Select(batch => BatchFingerprint.Of(batch, concurrencyLimit))
                    .ToHashSet(StringComparer.Ordinal);
        var end = new OrphanEnder(client, _time);
        var ended = new List<EndedStart>();
        foreach (
            var (journal, start) in Remove(entry =>
                entry.Start.IsOpen && !(IsOwn(entry.Journal) && IsToResume(entry.Start) && wanted.Contains(entry.Start.Hash))
            )
        )
        {
            ended.Add(await end.EndAsync(journal, start, isLastTry: true, cancellationToken).ConfigureAwait(false));
        }

        return ended;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var journal in _journals)
        {
            journal.Dispose();
        }
    }

    /// <summary>A result of the same content that can be resumed, written into this session's journal; null: there is none.</summary>
    internal async Task<StartedBatch?> TakeAsync(
        CekuraClient client,
        string hash,
        StartJournal? journal,
        CancellationToken cancellationToken
    )
    {
        var end = new OrphanEnder(client, _time);
        while (Next(hash) is var (earlier, start))
        {
            try
            {
                if (await end.ReadAsync(start, cancellationToken).ConfigureAwait(false) is not { } result)
                {
                    earlier.Step(start with { State = StartState.Lost });
                }
                else if (
                    OrphanEnder.IsActive(result)
                        ? start.IsOpen
                        : result.Status == RunStatus.Completed && (_reuse == Reuse.Finished || IsUnreported(start))
                )
                {
                    journal?.Intend(start with { ResultId = result.Id, State = StartState.Started });
                    earlier.Step(start with { ResultId = result.Id, State = StartState.Adopted });
                    var what = OrphanEnder.IsActive(result) ? "was still in flight" : "had just finished";
                    return StartedBatch.Of(
                        result,
                        start.Name,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"result {result.Id}, started by an earlier test run at {start.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, {what}: this test goes on with it, and nothing was started again (Reuse={_reuse})"
                        )
                    ) with
                    {
                        OwnEnds = start.OwnEnds,
                    };
                }
                else if (start.IsOpen)
                {
                    earlier.Step(start with { ResultId = result.Id, State = StartState.Over });
                }
            }
            catch (CekuraException e) when (start.IsOpen)
            {
                // It may well be running: to start the same again would be to pay twice. It stays in its journal for the next session.
                throw new CekuraTransientException(
                    $"Nothing was started: an earlier test run started \"{start.Name}\" for the same tests, and it cannot be read now. {e.Message}",
                    e
                );
            }
            catch (Exception e) when (e is CekuraException or IOException)
            {
                // What had finished and cannot be read cannot be resumed; it stays in its journal for the next sweep.
            }
        }

        return null;
    }

    // An emulator on this machine is gone with what it held.
    private static bool IsLeftElsewhere(OrphanedJournal journal, JournalHead head) =>
        journal.Head.ApiUrl != head.ApiUrl
        && !journal.Head.ApiUrl.IsLoopback
        && (journal.Head with { ApiUrl = head.ApiUrl }).IsSameProject(head)
        && head.Started - journal.Head.Started < ToldOf
        && journal.Starts.Any(start => start.IsOpen);

    // What was being ended is ended, whichever session asks for it now.
    private static bool IsToResume(StartRecord start) => start.State is StartState.Intended or StartState.Started;

    // Finished unseen: its tests never heard of it, and to start it again would be to pay twice.
    private bool IsUnreported(StartRecord start) => start.IsOpen && _time.GetUtcNow() - start.At < Recent;

    private bool IsOwn(OrphanedJournal journal) => journal.Head.IsSameProject(_head);

    private (OrphanedJournal Journal, StartRecord Start)? Next(string hash)
    {
        var now = _time.GetUtcNow();
        lock (_gate)
        {
            var index =
                _reuse == Reuse.Never
                    ? -1
                    : _starts.FindIndex(entry =>
                        entry.Start.Hash == hash
                        && IsOwn(entry.Journal)
                        && (
                            IsToResume(entry.Start)
                            || (_reuse == Reuse.Finished && entry.Start.State == StartState.Over && now - entry.Start.At < Recent)
                        )
                    );
            if (index < 0)
            {
                return null;
            }

            var found = _starts[index];
            _starts.RemoveAt(index);
            return found;
        }
    }

    private List<(OrphanedJournal Journal, StartRecord Start)> Remove(Predicate<(OrphanedJournal Journal, StartRecord Start)> which)
    {
        lock (_gate)
        {
            var removed = _starts.FindAll(which);
            _starts.RemoveAll(which);
            return removed;
        }
    }
}
