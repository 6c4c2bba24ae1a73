using Cekura.Reports.Summary;

namespace Cekura.TestHost;

/// <summary>
/// Saves a file every few seconds while tests run, so that it can be read meanwhile, and a process that is killed leaves one that says how
/// far it was. Saving takes no more than a small share of the time, however large the file is.
/// </summary>
internal sealed class LiveSave : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // Of the time that saving took, so long it is not saved again.
    private const int Rest = 20;

    private readonly Lock _gate = new();
    private readonly Action<TestRunState> _save;
    private readonly Func<long> _version;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private TestRunState _state = TestRunState.Running;
    private TestRunState _savedState = TestRunState.Running;
    private long _saved;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private bool _isOver;

    /// <param name="save">Saves the file; may throw: what goes wrong is said at the end, unless it passes.</param>
    /// <param name="version">Changes with what is to be saved; 0: nothing.</param>
    /// <param name="time">The clock.</param>
    public LiveSave(Action<TestRunState> save, Func<long> version, TimeProvider time)
    {
        (_save, _version, _time) = (save, version, time);
        _timer = time.CreateTimer(_ => Tick(), state: null, Interval, Interval);
    }

    /// <summary>The run is being stopped, and may have little time left: the file says so at once.</summary>
    public void Stop()
    {
        _state = TestRunState.Stopped;
        _timer.Change(TimeSpan.Zero, Interval);
    }

    /// <summary>Saves at the end, after a save that goes on. None comes after it, unless more tests begin.</summary>
    /// <param name="state">How the run ended.</param>
    /// <param name="save">Saves the file, and says what goes wrong.</param>
    public void Finish(TestRunState state, Action save)
    {
        lock (_gate)
        {
            (_saved, _savedState) = (_version(), state);
            save();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        _timer.Dispose();
    }

    private void Tick()
    {
        if (!_gate.TryEnter())
        {
            // It is being saved right now.
            return;
        }

        try
        {
            var (version, state) = (_version(), _state);
            var isStopping = state == TestRunState.Stopped && _savedState == TestRunState.Running;
            if (_isOver || version == 0 || (!isStopping && (version == _saved || _time.GetUtcNow() < _notBefore)))
            {
                return;
            }

            var began = _time.GetTimestamp();
            _save(state);
            (_saved, _savedState) = (version, state);
            _notBefore = _time.GetUtcNow() + (Rest * _time.GetElapsedTime(began));
        }
        catch (Exception)
        {
            // The next one may go well, and the last one says what did not.
        }
        finally
        {
            _gate.Exit();
        }
    }
}
