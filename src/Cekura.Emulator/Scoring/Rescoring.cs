using Cekura.Emulator.Rules;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Scoring;

/// <summary>Scores conversations again by the rules of the seed as it is now, without holding them again.</summary>
internal sealed class Rescoring(Workspace workspace)
{
    private readonly Scorer _scorer = new(workspace.Rubric);

    /// <summary>By which rules.</summary>
    public Scorer Scorer => _scorer;

    /// <summary>The verdict that follows from scores which a vote changed.</summary>
    public Score Settled(Score score) => _scorer.Settled(score);

    /// <summary>These metrics anew; the others keep their scores. The built-in metric takes the expected outcome along.</summary>
    public Score Metrics(Scenario scenario, Evidence evidence, Score old, IReadOnlyList<Metric> metrics)
    {
        var current = Current(scenario);
        var whole = _scorer.Score(current, evidence);
        var judgement = OutcomeJudgement.Of(current, evidence);
        var score = metrics.Any(metric => metric.Code == Metric.ExpectedOutcomeCode) ? Outcome(old, whole) : old;
        foreach (var metric in metrics)
        {
            score = score.With(whole.Metric(metric.Id) ?? MetricScoring.Score(metric, evidence, judgement));
        }

        var settled = _scorer.Settled(score);
        return Scorer.WithVerdict(current, evidence.Judged, settled with { Success = current.Replay?.Success ?? settled.Success });
    }

    /// <summary>The metrics of a scenario that repeat its expected outcome.</summary>
    public IReadOnlyList<Metric> OutcomeMetrics(Scenario scenario) =>
        [.. Current(scenario).Metrics.Where(metric => metric.Code == Metric.ExpectedOutcomeCode)];

    /// <summary>The expected outcome anew, and the built-in metric that repeats it where the run has it.</summary>
    public Score Outcome(Scenario scenario, Evidence evidence, Score old) =>
        Metrics(scenario, evidence, Outcome(old, _scorer.Score(Current(scenario), evidence)), OutcomeMetrics(scenario));

    /// <summary>The scenario as the seed has it now; the same when it is gone, or was never in it.</summary>
    public Scenario Current(Scenario scenario) =>
        workspace.Scenarios.FirstOrDefault(other => other.Id == scenario.Id) is { } known
            ? known.Recorded.Select(recorded => recorded.Scenario).FirstOrDefault(recorded => recorded.Replays(scenario)) ?? known
            : scenario;

    private static Score Outcome(Score old, Score whole)
    {
        // A person's mark outlives a new judgement of the same deviation.
        var marked = old
            .CriticalCategories.Where(entry => entry?["wrongly_marked"]?.GetValue<bool>() == true)
            .Select(entry => entry!["category_id"]!.GetValue<long>());
        var score = old with { ExpectedOutcome = whole.ExpectedOutcome, CriticalCategories = whole.CriticalCategories };
        return marked.Aggregate(score, (next, category) => Votes.WithMark(next, category, wrong: true) ?? next);
    }
}
