using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.Listening;

namespace Cekura.Runs.Starts;

/// <summary>
/// What of one batch may still be running, and the end of it. What is not confirmed to be over stays open in the journal, for the guard and
/// for the next session. Thread-safe.
/// </summary>
internal sealed class BatchCleanup(CekuraClient client, StartOptions options, ICaseListener listener, StartedBatch start)
{
    /// <summary>First word of what is said when a run that was cancelled is ended.</summary>
    public const string Cancelled = "Cancelled";

    private readonly EndCalls _end = new(client, options.Time);
    private readonly Lock _gate = new();
    private readonly OpenBatch _open = new(client, options, start);
    private readonly List<Task> _ending = [];
    private int _asked;
    private Task? _all;

    private string Service => ServiceName.Of(options.IsLocal);

    private string Later =>
        options.Journal is null
            ? options.IsLocal
                ? "End it in the emulator."
                : "End it in Cekura's dashboard."
            : "That is tried again when this process ends, by the next test run, and by \"cekura reap\".";

    /// <inheritdoc cref="OpenBatch.Observe"/>
    public void Observe(Run run) => _open.Observe(run);

    /// <summary>Begins to end one run; whether that succeeds is known when the batch is closed.</summary>
    /// <param name="runId">Id of the run.</param>
    /// <param name="limit">The time limit that it passed; null: the outcome of its case is decided.</param>
    public void EndRun(long runId, TimeSpan? limit = null)
    {
        lock (_gate)
        {
            // On disk before the service hears of it: a session that resumes the result has to know that this was no user.
            options.Journal?.EndRun(start.Name, runId, limit);
            _ending.Add(EndRunAsync(runId));
        }
    }

    /// <summary>Begins to end everything that may be going on, once.</summary>
    /// <param name="why">What the user is told it is for; null: the verdicts say it.</param>
    public void EndAll(string? why = null)
    {
        lock (_gate)
        {
            _all ??= EndAllAsync(why);
        }
    }

    /// <summary>Waits for the ends that were begun, and closes the batch in the journal when nothing of it can be going on.</summary>
    public async Task CloseAsync()
    {
        Task[] ending;
        lock (_gate)
        {
            ending = [.. _ending, _all ?? Task.CompletedTask];
        }

        await Task.WhenAll(ending).ConfigureAwait(false);
        if (_all is not null)
        {
            return;
        }

        if (!_open.TryClose())
        {
            Warn($"Result {start.Result.Id} may still be going on. {Later}");
        }
    }

    private async Task EndAllAsync(string? why)
    {
        if (_open.TryClose())
        {
            return;
        }

        var id = start.Result.Id;
        if (await _open.EndAsync().ConfigureAwait(false) is { } error)
        {
            Warn($"{why ?? "The time is up"}, but result {id} could not be ended ({error}). {Later}");
            return;
        }

        if (why is not null)
        {
            Warn($"{why}; asked {Service} to end the active conversations of result {id}.");
        }
    }

    private async Task EndRunAsync(long runId)
    {
        Step(+1, StartState.Ending);
        if (await _end.EndRunAsync(runId, CancellationToken.None).ConfigureAwait(false) is { } error)
        {
            // Asked for and not confirmed: a process that takes the journal over reads the result before it ends anything.
            Warn($"Run {runId} could not be ended ({error}). {Later}");
            return;
        }

        _open.Ended(runId);
        Step(-1, StartState.Started);
    }

    private void Step(int asked, StartState state)
    {
        lock (_gate)
        {
            var before = _asked;
            _asked += asked;
            if (_all is null && Math.Min(before, _asked) == 0)
            {
                options.Journal?.Mark(start.Name, state);
            }
        }
    }

    private void Warn(FormattableString text) => listener.Message(MessageSeverity.Warning, text.ToString(CultureInfo.InvariantCulture));
}
