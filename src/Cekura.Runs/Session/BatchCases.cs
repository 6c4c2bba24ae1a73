using Cekura.Manifests.Cases;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;

namespace Cekura.Runs.Session;

/// <summary>The cases of one started batch, from the first of their runs that is over to their verdicts. What nobody foresaw fails the case that it is about, and no other.</summary>
/// <param name="cases">Puts runs and cases together.</param>
/// <param name="judge">Judges runs.</param>
/// <param name="outcomes">Gives cases their verdicts.</param>
/// <param name="listener">Hears what concerns the session.</param>
/// <param name="surplus">What the result holds beyond what was asked for.</param>
internal sealed class BatchCases(CaseAssembly cases, RunJudge judge, CaseOutcomes outcomes, ICaseListener listener, Surplus surplus)
{
    private readonly List<ScenarioCase> _again = [];

    /// <summary>The cases of which runs have to be started again, and that have no verdict yet.</summary>
    public IReadOnlyList<ScenarioCase> Again => _again;

    /// <summary>A run is final.</summary>
    /// <param name="sighting">The run, and why nobody waits for it any longer.</param>
    /// <param name="agentFailure">Why the agent's side of it failed; null when it did not.</param>
    /// <param name="cancellationToken">The session ends.</param>
    public async Task SeeAsync(RunSighting sighting, string? agentFailure, CancellationToken cancellationToken)
    {
        if (cases.CaseOf(sighting.Run) is not { } scenarioCase)
        {
            if (!cases.KeepUnread(sighting))
            {
                surplus.Add(judge.Judge(sighting.Run, [], sighting.State).AfterAgentFailure(agentFailure));
            }

            return;
        }

        try
        {
            // What might pass last of all waits for the end of the watch: until then another run may come, and every run counts.
            var isComplete = cases.Add(scenarioCase, Judge(scenarioCase, sighting).AfterAgentFailure(agentFailure));
            if (isComplete && !surplus.IsSeen && !(cases.IsLast && cases.HasPassed(scenarioCase)))
            {
                await CloseAsync(scenarioCase, cases.Close(scenarioCase)).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await FailAsync(scenarioCase, e, $"Run {sighting.RunId} could not be judged.").ConfigureAwait(false);
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
            }).ConfigureAwait(false);
        }

        foreach (var stray in cases.Untaken)
        {
            surplus.Add(judge.Judge(stray.Run, [], stray.State));
        }

        open.RemoveAll(scenarioCase => !cases.IsOpen(scenarioCase));
        surplus.Close(open.Exists(cases.Lacks));
        if (surplus.Headline is not null)
        {
            outcomes.Note(open, surplus.Headline);
        }

        foreach (var scenarioCase in open)
        {
            await TryAsync(scenarioCase, () => FinishAsync(scenarioCase)).ConfigureAwait(false);
        }
    }

    /// <summary>Nobody looks at the runs any longer: every case without a verdict fails.</summary>
    public async Task GiveUpAsync(Exception unforeseen)
    {
        foreach (var scenarioCase in cases.Open.Select(open => open.Key).Concat(_again).ToList())
        {
            await outcomes.FailAsync(scenarioCase, unforeseen, $"The runs of result {surplus.ResultId} were ended.").ConfigureAwait(false);
        }

        _again.Clear();
    }

    private async Task FinishAsync(ScenarioCase scenarioCase)
    {
        var isComplete = !cases.Lacks(scenarioCase);
        var verdicts = cases.Close(scenarioCase);
        if (surplus.Failure is { } failure)
        {
            await outcomes.FinishAsync(scenarioCase, isComplete ? verdicts : [.. verdicts, NoRun(scenarioCase)], failure: failure).ConfigureAwait(false);
        }
        else if (isComplete)
        {
            await CloseAsync(scenarioCase, verdicts).ConfigureAwait(false);
        }
        else
        {
            await outcomes.FinishAsync(scenarioCase, [.. verdicts, NoRun(scenarioCase)]).ConfigureAwait(false);
        }
    }

    private RunVerdict NoRun(ScenarioCase scenarioCase) => StartFailure.NoRun(scenarioCase.ServiceId, scenarioCase.ScenarioName, surplus.ResultId);

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

    private RunVerdict Judge(ScenarioCase scenarioCase, RunSighting sighting) => judge.Judge(sighting.Run, scenarioCase.Expect, sighting.State);

    /// <summary>Gives a case its verdict, or puts it on the list of those that start again.</summary>
    private async Task CloseAsync(ScenarioCase scenarioCase, IReadOnlyList<RunVerdict> verdicts)
    {
        if (outcomes.Repetitions.Again(scenarioCase, verdicts) is { } once)
        {
            _again.Add(once);
        }
        else
        {
            await outcomes.FinishAsync(scenarioCase, verdicts).ConfigureAwait(false);
        }
    }

    private async Task FailAsync(ScenarioCase scenarioCase, Exception unforeseen, string consequence)
    {
        if (cases.IsOpen(scenarioCase))
        {
            cases.Close(scenarioCase);
            await outcomes.FailAsync(scenarioCase, unforeseen, consequence).ConfigureAwait(false);
        }
        else
        {
            UnreportedVerdict.Say(listener, scenarioCase, unforeseen);
        }
    }
}
