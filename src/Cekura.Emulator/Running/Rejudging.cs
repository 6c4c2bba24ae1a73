using Cekura.Emulator.Judging;
using Cekura.Emulator.Rules;
using Cekura.Emulator.Scoring;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;

namespace Cekura.Emulator.Running;

/// <summary>Scores conversations again: by the rules of the seed as it is now, and by a judge that is asked again.</summary>
/// <param name="rescoring">The rules.</param>
/// <param name="judge">The judge of now; null: there is none.</param>
/// <param name="closing">The emulator closes.</param>
internal sealed class Rejudging(Rescoring rescoring, Func<Judge?> judge, CancellationToken closing)
{
    /// <summary>How a run stands with new scores for these metrics, made of how it stands when they are there.</summary>
    /// <exception cref="OperationCanceledException">It was ended before: the run stays as it is.</exception>
    public async Task<Func<RunState, Score, RunState>> MetricsAsync(
        EmulatedRun run,
        IReadOnlyList<Metric> metrics,
        CancellationToken cancellationToken = default
    )
    {
        var withOutcome = metrics.Any(metric => metric.Code == Metric.ExpectedOutcomeCode);
        var judged = await JudgedAsync(run, withOutcome, metrics, cancellationToken).ConfigureAwait(false);
        return (state, score) =>
            state with
            {
                Judged = judged,
                Score = rescoring.Metrics(run.Scenario, state.Evidence with { Judged = judged }, score, metrics),
            };
    }

    /// <summary>The same for the expected outcome.</summary>
    public async Task<Func<RunState, Score, RunState>> OutcomeAsync(EmulatedRun run, CancellationToken cancellationToken = default)
    {
        var judged = await JudgedAsync(run, withOutcome: true, [], cancellationToken).ConfigureAwait(false);
        return (state, score) =>
            state with
            {
                Judged = judged,
                Score = rescoring.Outcome(run.Scenario, state.Evidence with { Judged = judged }, score),
            };
    }

    private async Task<Judged?> JudgedAsync(
        EmulatedRun run,
        bool withOutcome,
        IReadOnlyList<Metric> metrics,
        CancellationToken cancellationToken
    )
    {
        var (old, current) = (run.State.Judged, rescoring.Current(run.Scenario));
        if (judge() is not { } asked)
        {
            // What a judge said stands for the rules of then: without one, nothing is known by those of now.
            return old?.Without(withOutcome, [.. metrics.Select(metric => metric.Id)]);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(closing, cancellationToken);
        var about = JudgedRun.Of(run, current);
        var judged = await asked
            .SomeAsync(about, run.State.Evidence, rescoring.Scorer, withOutcome, metrics, stop.Token)
            .ConfigureAwait(false);
        stop.Token.ThrowIfCancellationRequested();
        return judged is null ? old : old?.With(judged) ?? judged;
    }
}
