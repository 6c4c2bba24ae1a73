using Cekura.Client;

namespace Cekura.Runs.Starts;

/// <summary>
/// What of one started batch may still be going on, with its steps in the journal. What is not confirmed to be over stays open there.
/// Thread-safe.
/// </summary>
internal sealed class OpenBatch(CekuraClient client, StartOptions options, StartedBatch start)
{
    private readonly EndCalls _end = new(client, options.Time);
    private readonly Lock _gate = new();
    private readonly HashSet<long> _goingOn = [.. start.Result.Runs.Select(run => run.Id)];

    // An answer that names no run does not say that there is none.
    private bool _known = start.Result.Runs.Count > 0;

    /// <summary>Whether nothing of it goes on, as far as its runs were seen.</summary>
    public bool IsOver
    {
        get
        {
            lock (_gate)
            {
                return _known && _goingOn.Count == 0;
            }
        }
    }

    /// <summary>A run as it was seen last, whether or not it is waited for.</summary>
    public void Observe(Run run)
    {
        lock (_gate)
        {
            _known = true;
            if (EndCalls.IsActive(run.Status))
            {
                _goingOn.Add(run.Id);
            }
            else
            {
                _goingOn.Remove(run.Id);
            }
        }
    }

    /// <summary>The service took it that this run is to end.</summary>
    public void Ended(long runId)
    {
        lock (_gate)
        {
            _goingOn.Remove(runId);
        }
    }

    /// <summary>Asks the service to end everything that goes on.</summary>
    /// <returns>Null when it took that, or nothing goes on any more; else why its end is unknown.</returns>
    public async Task<string?> EndAsync()
    {
        options.Journal?.Mark(start.Name, StartState.Ending);
        var error = await _end.EndResultAsync(start.Result.Id, CancellationToken.None).ConfigureAwait(false);
        if (error is null)
        {
            options.Journal?.Mark(start.Name, StartState.Ended);
        }

        return error;
    }

    /// <summary>Closes the batch in the journal when nothing of it goes on.</summary>
    /// <returns>Whether it is closed.</returns>
    public bool TryClose()
    {
        var isOver = IsOver;
        if (isOver)
        {
            options.Journal?.Mark(start.Name, StartState.Over);
        }

        return isOver;
    }
}
