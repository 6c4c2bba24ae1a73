using System.Globalization;
using Cekura.Cli.Running;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Verdict;

namespace Cekura.Cli.Waiting;

/// <summary>How far a result is: one line that changes on a terminal, a line for each change elsewhere.</summary>
/// <param name="environment">Where it is shown.</param>
/// <param name="moves">Whether the line may change.</param>
/// <param name="isOne">Whether a single run is waited for, of which there is nothing to count.</param>
internal sealed class WaitProgress(CommandEnvironment environment, bool moves, bool isOne = false) : IDisposable
{
    private readonly Dictionary<long, string> _statuses = [];
    private int _finished;
    private int _failed;
    private bool _isShown;
    private Func<int> _runs = () => 0;

    /// <summary>Says how many runs there are, as far as is known.</summary>
    public void CountOf(Func<int> runs) => _runs = runs;

    /// <summary>Says how a run stands.</summary>
    /// <param name="run">The run.</param>
    /// <param name="isAskedFor">Whether it is waited for; others of its result are not shown.</param>
    public void Observe(Run run, bool isAskedFor)
    {
        if (!isAskedFor || _statuses.GetValueOrDefault(run.Id) == (run.StatusText ?? ""))
        {
            return;
        }

        _statuses[run.Id] = run.StatusText ?? "";
        Say($"run {run.Id} {Name(run)}: {UntrustedText.Line(run.StatusText)}");
    }

    public void Finished(Run run, RunVerdict verdict)
    {
        _finished++;
        _failed += verdict.Outcome == Outcome.Failed ? 1 : 0;
        Say(
            $"run {run.Id} {Name(run)}: {verdict.Outcome.ToString().ToLowerInvariant()}{(isOne ? "" : $" ({_finished}/{_runs()} finished, {_failed} failed)")}"
        );
    }

    /// <summary>Takes the line away, so that what follows starts on a new one.</summary>
    public void Clear()
    {
        if (_isShown)
        {
            environment.ShowProgress("");
            _isShown = false;
        }
    }

    public void Dispose() => Clear();

    private void Say(string change)
    {
        if (!moves)
        {
            environment.Error.WriteLine(change);
            return;
        }

        if (isOne)
        {
            environment.ShowProgress(change);
            _isShown = true;
            return;
        }

        var states = string.Join(
            ", ",
            _statuses
                .Values.GroupBy(status => status, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {UntrustedText.Line(group.Key)}"))
        );
        environment.ShowProgress($"{_finished}/{_runs()} finished, {_failed} failed ({states})");
        _isShown = true;
    }

    private static string Name(Run run) => $"{UntrustedText.Line(run.ScenarioName, 80)} [{UntrustedText.Line(run.PersonalityName, 40)}]";
}
