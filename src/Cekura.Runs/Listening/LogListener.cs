using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Listening;

/// <summary>Adds every finished case to a log, on the way to who listens. A log that cannot be written costs no verdict: it is said once.</summary>
internal sealed class LogListener : ICaseListener
{
    private readonly ICaseListener _listener;
    private readonly ICaseLog _log;
    private readonly ReportQueue? _queue;
    private int _failed;

    /// <summary>Adds a case before it is passed on.</summary>
    /// <param name="listener">Who listens.</param>
    /// <param name="log">Where cases are added.</param>
    public LogListener(ICaseListener listener, ICaseLog log)
        : this(listener, log, queue: null)
    {
    }

    /// <summary>Passes a case on while <paramref name="queue"/> has it added.</summary>
    internal LogListener(ICaseListener listener, ICaseLog log, ReportQueue? queue) => (_listener, _log, _queue) = (listener, log, queue);

    /// <inheritdoc />
    public void Started(ScenarioCase scenarioCase)
    {
        _log.Expect(scenarioCase);
        _listener.Started(scenarioCase);
    }

    /// <inheritdoc />
    public async Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        if (_queue is null)
        {
            Add(scenarioCase, verdict);
        }
        else
        {
            await _queue.AddAsync(() => Add(scenarioCase, verdict)).ConfigureAwait(false);
        }

        await _listener.FinishedAsync(scenarioCase, verdict).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public void Message(MessageSeverity severity, string text) => _listener.Message(severity, text);

    private void Add(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        try
        {
            _log.Add(scenarioCase, verdict);
        }
        catch (Exception e)
        {
            if (Interlocked.Exchange(ref _failed, 1) == 0)
            {
                var kind = e is IOException or UnauthorizedAccessException ? "" : $"an unexpected error, {e.GetType().Name}: ";
                _listener.Message(MessageSeverity.Warning, $"{_log.Incomplete}: {kind}{e.Message}");
            }
        }
    }
}
