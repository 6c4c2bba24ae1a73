using System.Globalization;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Causes;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Cli.Waiting;

/// <summary>
/// How far a result is: on a terminal one line that changes, with a clock, an estimate and the newest failure; elsewhere a line for each
/// change. Thread-safe.
/// </summary>
internal sealed class WaitProgress : IDisposable
{
    private const int DefaultWidth = 80;
    private const int MaxCause = 200;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<long, string> _statuses = [];
    private readonly CommandEnvironment _environment;
    private readonly bool _moves;
    private readonly bool _isOne;
    private readonly long _began;
    private readonly ITimer? _timer;
    private int _finished;
    private int _failed;
    private bool _isShown;
    private bool _isOver;
    private string _newest = "";
    private string _change = "";
    private Func<int> _runs = () => 0;

    /// <param name="environment">Where it is shown.</param>
    /// <param name="moves">Whether the line may change.</param>
    /// <param name="isOne">Whether a single run is waited for, of which there is nothing to count.</param>
    public WaitProgress(CommandEnvironment environment, bool moves, bool isOne = false)
    {
        (_environment, _moves, _isOne) = (environment, moves, isOne);
        _began = environment.Time.GetTimestamp();
        _timer = moves ? environment.Time.CreateTimer(_ => Turn(), state: null, Tick, Tick) : null;
    }

    /// <summary>Says how many runs there are, as far as is known.</summary>
    public void CountOf(Func<int> runs) => _runs = runs;

    /// <summary>Says how a run stands.</summary>
    /// <param name="run">The run.</param>
    /// <param name="isAskedFor">Whether it is waited for; others of its result are not shown.</param>
    public void Observe(Run run, bool isAskedFor)
    {
        lock (_gate)
        {
            if (!isAskedFor || _statuses.GetValueOrDefault(run.Id) == (run.StatusText ?? ""))
            {
                return;
            }

            _statuses[run.Id] = run.StatusText ?? "";
            Say($"run {run.Id} {Name(run)}: {UntrustedText.Line(run.StatusText)}");
        }
    }

    public void Finished(Run run, RunVerdict verdict)
    {
        lock (_gate)
        {
            _finished++;
            _failed += verdict.Outcome == Outcome.Failed ? 1 : 0;
            if (verdict.Outcome == Outcome.Failed && CausesOf.Run(verdict) is { } cause)
            {
                _newest = $"; newest: run {run.Id}, {UntrustedText.Line(cause.Text, MaxCause)}";
            }

            Say(
                $"run {run.Id} {Name(run)}: {verdict.Outcome.ToString().ToLowerInvariant()}{(_isOne ? "" : $" ({_finished}/{_runs()} finished, {_failed} failed)")}"
            );
        }
    }

    /// <summary>Takes the line away, so that what follows starts on a new one.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _isOver = true;
            if (_isShown)
            {
                _environment.ShowProgress("");
                _isShown = false;
            }
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        Clear();
    }

    private void Say(string change)
    {
        if (!_moves)
        {
            _environment.Error.WriteLine(change);
            return;
        }

        _change = change;
        Show();
    }

    private void Turn()
    {
        lock (_gate)
        {
            if (!_isOver && _isShown)
            {
                Show();
            }
        }
    }

    private void Show()
    {
        var elapsed = _environment.Time.GetElapsedTime(_began);
        var width = (_environment.Width ?? Terminal.Width() ?? DefaultWidth) - 1;
        var line = _isOne ? $"{_change}; {RunTiming.Clock(elapsed)}" : Counts(elapsed, States());
        if (!_isOne && line.Length > width)
        {
            // What failed says more than what goes on.
            line = Counts(elapsed, states: "");
        }

        // A line that wraps cannot be written over.
        _environment.ShowProgress(UntrustedText.Clip(line, width));
        _isShown = true;
    }

    private string Counts(TimeSpan elapsed, string states) =>
        $"{_finished}/{_runs()} finished, {_failed} failed{states}; {RunTiming.Clock(elapsed)}{Left(elapsed)}{_newest}";

    private string States()
    {
        var states = string.Join(
            ", ",
            _statuses
                .Values.GroupBy(status => status, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {UntrustedText.Line(group.Key)}"))
        );
        return $" ({states})";
    }

    /// <summary>What is left takes as long for each run as what is over did.</summary>
    private string Left(TimeSpan elapsed)
    {
        var open = _runs() - _finished;
        if (_finished == 0 || open <= 0)
        {
            return "";
        }

        var minutes = elapsed.TotalMinutes / _finished * open;
        return minutes < 1
            ? ", less than a minute left"
            : string.Create(CultureInfo.InvariantCulture, $", ~{Math.Ceiling(minutes):0} min left");
    }

    private static string Name(Run run) => $"{UntrustedText.Line(run.ScenarioName, 80)} [{UntrustedText.Line(run.PersonalityName, 40)}]";
}
