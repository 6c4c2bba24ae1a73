using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;

namespace Cekura.Runs.Starts;

/// <summary>
/// What of one batch may still be going on, and the end of it. What nobody has confirmed to be over stays open in the journal, for the
/// guard and for the next session. Thread-safe.
/// </summary>
internal sealed class BatchEnd(CekuraClient client, StartOptions options, ICaseListener listener, StartedBatch start)
{
    /// <summary>First word of what is said when a run that was cancelled is ended.</summary>
    public const string Cancelled = "Cancelled";

    private readonly CallEnd _end = new(client, options.Time);
    private readonly Lock _gate = new();
    private readonly HashSet<long> _goingOn = [.. start.Result.Runs.Select(run => run.Id)];
    private readonly List<Task> _ending = [];

    // An answer that names no run does not say that there is none.
    private bool _known = start.Result.Runs.Count > 0;
    private int _asked;
    private Task? _all;

    private string Service => options.IsLocal ? "the emulator" : "Cekura";

    private string Later => options.Journal is null
        ? options.IsLocal ? "End it in the emulator." : "End it in Cekura's dashboard."
        : "That is tried again when this process ends, by the next test run, and by \"cekura reap\".";

    /// <summary>A run as it was seen last, whether or not anybody waits for it.</summary>
    public void Observe(Run run)
    {
        lock (_gate)
        {
            _known = true;
            if (CallEnd.IsActive(run.Status))
            {
                _goingOn.Add(run.Id);
            }
            else
            {
                _goingOn.Remove(run.Id);
            }
        }
    }

    /// <summary>Begins to end one run; whether that succeeds is known when the batch is closed.</summary>
    /// <param name="runId">Id of the run.</param>
    /// <param name="limit">The time limit that it passed; null: the outcome of its case is decided.</param>
    public void EndRun(long runId, TimeSpan? limit = null)
    {
        lock (_gate)
        {
            // On disk before the service hears of it: whoever goes on with the result has to know that this was no user.
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

        if (IsOver())
        {
            options.Journal?.Mark(start.Name, StartState.Over);
        }
        else
        {
            Warn($"Result {start.Result.Id} may still be going on. {Later}");
        }
    }

    private bool IsOver()
    {
        lock (_gate)
        {
            return _known && _goingOn.Count == 0;
        }
    }

    private async Task EndAllAsync(string? why)
    {
        if (IsOver())
        {
            options.Journal?.Mark(start.Name, StartState.Over);
            return;
        }

        options.Journal?.Mark(start.Name, StartState.Ending);
        var id = start.Result.Id;
        if (await _end.EndResultAsync(id, CancellationToken.None).ConfigureAwait(false) is { } trouble)
        {
            Warn($"{why ?? "The time is up"}, but result {id} could not be ended ({trouble}). {Later}");
            return;
        }

        options.Journal?.Mark(start.Name, StartState.Ended);
        if (why is not null)
        {
            Warn($"{why}; asked {Service} to end the active conversations of result {id}.");
        }
    }

    private async Task EndRunAsync(long runId)
    {
        Step(+1, StartState.Ending);
        if (await _end.EndRunAsync(runId, CancellationToken.None).ConfigureAwait(false) is { } trouble)
        {
            // Asked for and not confirmed: whoever takes the journal over looks before it ends anything.
            Warn($"Run {runId} could not be ended ({trouble}). {Later}");
            return;
        }

        lock (_gate)
        {
            _goingOn.Remove(runId);
        }

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
