using System.Globalization;
using System.Text;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Verdict;

namespace Cekura.TestingPlatform.Execution;

/// <summary>
/// Says how far the run is, for people who started the program itself. Each line stands for itself, in a terminal as in a file: the first
/// after a few seconds, then one at most every quarter of a minute when something has changed, and one a minute when nothing has.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Unchanged = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ScenarioCase> _underWay = new(StringComparer.Ordinal);
    private readonly int _tests;
    private readonly CekuraSettings _settings;
    private readonly Action<string> _say;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly ITimer _timer;
    private TimeSpan _lastLine;
    private TimeSpan _talked;
    private decimal _cost;
    private bool _isPriced;
    private bool _hasChanged = true;
    private int _settled;
    private int _failed;

    /// <param name="tests">How many tests there are.</param>
    /// <param name="settings">What a run costs.</param>
    /// <param name="say">Takes a line.</param>
    /// <param name="time">The clock.</param>
    public ProgressLine(int tests, CekuraSettings settings, Action<string> say, TimeProvider time)
    {
        (_tests, _settings, _say, _time) = (tests, settings, say, time);
        // On this machine nothing costs anything.
        _isPriced = !settings.UsesEmulator;
        _began = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Tick(), state: null, First, Interval);
    }

    /// <summary>A test is about to be started.</summary>
    public void Started(ScenarioCase scenarioCase)
    {
        lock (_gate)
        {
            _underWay[scenarioCase.FullyQualifiedName] = scenarioCase;
            _hasChanged = true;
            if (_settings.CostPerRun.Of(scenarioCase.Mode) is { } price)
            {
                _cost += price * scenarioCase.RunCount;
            }
            else
            {
                _isPriced = false;
            }
        }
    }

    /// <summary>A test has its verdict.</summary>
    public void Finished(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        lock (_gate)
        {
            _underWay.Remove(scenarioCase.FullyQualifiedName);
            _settled++;
            _failed += verdict.Outcome == Outcome.Failed ? 1 : 0;
            _talked += verdict.Duration;
            _hasChanged = true;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        lock (_gate)
        {
            var elapsed = _time.GetElapsedTime(_began);
            if (_settled < _tests && (_hasChanged || elapsed - _lastLine >= Unchanged))
            {
                (_hasChanged, _lastLine) = (false, elapsed);
                _say(Line(elapsed));
            }
        }
    }

    private string Line(TimeSpan elapsed)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{_settled} of {_tests} settled");
        if (_failed > 0)
        {
            line.Append(CultureInfo.InvariantCulture, $", {_failed} failed");
        }

        foreach (var name in _underWay.Values.Take(1).Select(scenarioCase => UntrustedText.Line(scenarioCase.DisplayName, 120)))
        {
            var more = _underWay.Count == 1 ? "" : $" and {_underWay.Count - 1} more";
            line.Append(CultureInfo.InvariantCulture, $"; waiting for {name}{more}");
        }

        var later = _tests - _settled - _underWay.Count;
        if (later > 0)
        {
            line.Append(CultureInfo.InvariantCulture, $"; {later} not started");
        }

        line.Append(CultureInfo.InvariantCulture, $"; {(int)elapsed.TotalMinutes:00}:{elapsed.Seconds:00}{Left()}");
        return _isPriced && _cost > 0 ? line.Append("; cost about ").Append(NumberText.Amount(_cost)).ToString() : line.ToString();
    }

    /// <summary>What is left takes as long as what is over did, as many at once as are under way.</summary>
    private string Left()
    {
        if (_settled == 0 || _underWay.Count == 0 || _talked <= TimeSpan.Zero)
        {
            return "";
        }

        var minutes = _talked.TotalMinutes / _settled * (_tests - _settled) / _underWay.Count;
        return minutes < 1
            ? ", less than a minute left"
            : string.Create(CultureInfo.InvariantCulture, $", ~{Math.Ceiling(minutes):0} min left");
    }
}
