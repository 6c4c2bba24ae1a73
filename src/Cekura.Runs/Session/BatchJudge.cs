using Cekura.Manifests.Cases;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;

namespace Cekura.Runs.Session;

/// <summary>
/// The tests of one started batch, from the first of their runs that is over to their verdicts. Something unforeseen fails the test that it
/// is about, and no other.
/// </summary>
/// <param name="cases">Puts runs and tests together.</param>
/// <param name="judge">Judges runs.</param>
/// <param name="given">Gives tests their verdicts.</param>
/// <param name="surplus">What the result holds beyond what was asked for.</param>
internal sealed class BatchJudge(RunsByCase cases, RunJudge judge, SessionVerdicts given, Surplus surplus)
{
    private readonly List<ScenarioCase> _again = [];

    /// <summary>The tests of which runs have to be started again, and that have no verdict yet.</summary>
    public IReadOnlyList<ScenarioCase> Again => _again;

    /// <summary>A run is final.</summary>
    /// <param name="run">The run, and why it is waited for no longer.</param>
    /// <param name="agentFailure">Why the agent's side of it failed; null when it did not.</param>
    /// <param name="cancellationToken">The session ends.</param>
    public async Task SeeAsync(SettledRun run, AgentFailure? agentFailure, CancellationToken cancellationToken)
    {
        if (cases.CaseOf(run.Run) is not { } scenarioCase)
        {
            if (!cases.KeepUnread(run))
            {
                surplus.Add(judge.Judge(run.Run, [], run.State).AfterAgentFailure(agentFailure, judge.Unheard));
            }

            return;
        }

        try
        {
            // What might pass last of all waits for the end of the watch: until then another run may come, and every run counts.
            var isComplete = cases.Add(scenarioCase, Judge(scenarioCase, run).AfterAgentFailure(agentFailure, judge.Unheard));
            if (isComplete && !surplus.IsSeen && !(cases.IsLast && cases.HasPassed(scenarioCase)))
            {
                await CloseAsync(scenarioCase, cases.Close(scenarioCase)).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await FailAsync(scenarioCase, e, $"Run {run.RunId} could not be judged.").ConfigureAwait(false);
        }
    }

    /// <summary>All runs are over: what still lacks some gets its verdict without them.</summary>
    public async Task CloseAsync()
    {
        var open = cases.Open.Select(open => open.Key).ToList();
        foreach (var scenarioCase in open)
        {
            await TryAsync(scenarioCase, () =>
                {
                    foreach (var stray in cases.Strays(scenarioCase))
                    {
                        cases.Add(scenarioCase, Judge(scenarioCase, stray));
                    }

                    return Task.CompletedTask;
                })
                .ConfigureAwait(false);
        }

        foreach (var stray in cases.Untaken)
        {
            surplus.Add(judge.Judge(stray.Run, [], stray.State));
        }

        open.RemoveAll(scenarioCase => !cases.IsOpen(scenarioCase));
        surplus.Close(open.Exists(cases.Lacks));
        if (surplus.Headline is not null)
        {
            given.Note(open, surplus.Headline);
        }

        foreach (var scenarioCase in open)
        {
            await TryAsync(scenarioCase, () => FinishAsync(scenarioCase)).ConfigureAwait(false);
        }
    }

    /// <summary>The runs are watched no longer: every test without a verdict fails.</summary>
    public async Task GiveUpAsync(Exception unforeseen)
    {
        foreach (var scenarioCase in cases.Open.Select(open => open.Key).Concat(_again).ToList())
        {
            await given.FailAsync(scenarioCase, unforeseen, $"The runs of result {surplus.ResultId} were ended.").ConfigureAwait(false);
        }

        _again.Clear();
    }

    private async Task FinishAsync(ScenarioCase scenarioCase)
    {
        var isComplete = !cases.Lacks(scenarioCase);
        var verdicts = cases.Close(scenarioCase);
        if (surplus.Failure is { } failure)
        {
            await given
                .FinishAsync(scenarioCase, isComplete ? verdicts : [.. verdicts, NoRun(scenarioCase)], failure: failure)
                .ConfigureAwait(false);
        }
        else if (isComplete)
        {
            await CloseAsync(scenarioCase, verdicts).ConfigureAwait(false);
        }
        else
        {
            await given.FinishAsync(scenarioCase, [.. verdicts, NoRun(scenarioCase)]).ConfigureAwait(false);
        }
    }

    private RunVerdict NoRun(ScenarioCase scenarioCase) =>
        StartFailure.NoRun(scenarioCase.ServiceId, scenarioCase.ScenarioName, surplus.ResultId);

    private async Task TryAsync(ScenarioCase scenarioCase, Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await FailAsync(scenarioCase, e, "What is known of its runs could not be judged.").ConfigureAwait(false);
        }
    }

    private RunVerdict Judge(ScenarioCase scenarioCase, SettledRun run) => judge.Judge(run.Run, scenarioCase.Expect, run.State);

    /// <summary>Gives a test its verdict, or puts it on the list of those that start again.</summary>
    private async Task CloseAsync(ScenarioCase scenarioCase, IReadOnlyList<RunVerdict> verdicts)
    {
        if (given.Retries.Again(scenarioCase, verdicts) is { } once)
        {
            _again.Add(once);
        }
        else
        {
            await given.FinishAsync(scenarioCase, verdicts).ConfigureAwait(false);
        }
    }

    private async Task FailAsync(ScenarioCase scenarioCase, Exception unforeseen, string consequence)
    {
        if (cases.IsOpen(scenarioCase))
        {
            cases.Close(scenarioCase);
            await given.FailAsync(scenarioCase, unforeseen, consequence).ConfigureAwait(false);
        }
        else
        {
            given.Reporter.Unreported(scenarioCase, unforeseen);
        }
    }
}
