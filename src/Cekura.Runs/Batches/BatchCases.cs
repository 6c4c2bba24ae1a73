using Cekura.Runs.Plan;
using Cekura.Runs.Report;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;

namespace Cekura.Runs.Batches;

/// <summary>The cases of one started batch, from the first of their runs that is over to their verdicts. What nobody foresaw fails the case that it is about, and no other.</summary>
internal sealed class BatchCases(CaseAssembly cases, RunJudge judge, CaseOutcomes outcomes, ICaseListener listener, long resultId)
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
            cases.KeepUnread(sighting);
            return;
        }

        try
        {
            if (cases.Add(scenarioCase, Judge(scenarioCase, sighting).AfterAgentFailure(agentFailure)) is { } verdicts)
            {
                await CloseAsync(scenarioCase, verdicts).ConfigureAwait(false);
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
        foreach (var scenarioCase in cases.Open.Select(open => open.Key).ToList())
        {
            try
            {
                var strays = cases.Strays(scenarioCase).Select(stray => Judge(scenarioCase, stray)).ToList();
                var verdicts = cases.Close(scenarioCase);
                await outcomes.FinishAsync(
                    scenarioCase,
                    strays.Count > 0 ? [.. verdicts, .. strays] : [.. verdicts, StartFailure.NoRun(scenarioCase.ServiceId, scenarioCase.ScenarioName, resultId)]).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                await FailAsync(scenarioCase, e, "What is known of its runs could not be judged.").ConfigureAwait(false);
            }
        }
    }

    /// <summary>Nobody looks at the runs any longer: every case without a verdict fails.</summary>
    public async Task GiveUpAsync(Exception unforeseen)
    {
        foreach (var scenarioCase in cases.Open.Select(open => open.Key).Concat(_again).ToList())
        {
            await outcomes.FailAsync(scenarioCase, unforeseen, $"The runs of result {resultId} were ended.").ConfigureAwait(false);
        }

        _again.Clear();
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
