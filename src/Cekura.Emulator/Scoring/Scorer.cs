using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Cekura.Emulator.Rules;
using Cekura.Emulator.Seed;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Scoring;

/// <summary>Scores a conversation by the rules of the seed; the same conversation always gets the same score.</summary>
internal sealed class Scorer(IReadOnlyList<RubricRule> rubric)
{
    private readonly ConcurrentDictionary<Scenario, Score> _ofReplays = new(ReferenceEqualityComparer.Instance);

    /// <summary>The score of a conversation. Thousands of runs may replay the same, which is scored once.</summary>
    public Score Score(Scenario scenario, Evidence evidence) =>
        scenario.Replays(evidence.Turns) && evidence.Judged is null
            ? _ofReplays.GetOrAdd(scenario, Judged, evidence)
            : Judged(scenario, evidence);

    private Score Judged(Scenario scenario, Evidence evidence)
    {
        var judgement = OutcomeJudgement.Of(scenario, evidence);
        var replay = scenario.Replay;
        var metrics =
            replay?.Metrics?.ToNode() as JsonArray
            ?? [.. scenario.Metrics.Select(metric => MetricScoring.Score(metric, evidence, judgement))];
        var outcome = replay?.ExpectedOutcome is { } canned ? canned.ToNode() as JsonObject : judgement?.ToJson();
        var score = Settled(
            new Score
            {
                Success = false,
                ExpectedOutcome = outcome,
                Metrics = metrics,
                CriticalCategories = replay?.CriticalCategories?.ToNode() as JsonArray ?? judgement?.CriticalCategories() ?? [],
            }
        );
        return WithVerdict(
            scenario,
            evidence.Judged,
            score with
            {
                Success = replay?.Success ?? score.Success,
                Rubric = replay?.Rubric?.ToNode() as JsonArray ?? score.Rubric,
            }
        );
    }

    /// <summary>The same score with what is to say against it as a success.</summary>
    public static Score WithVerdict(Scenario scenario, Judged? judged, Score score) =>
        score with
        {
            Verdict = score.Success || IsBlocked(score) ? NotJudged.Check(scenario, judged, score) : null,
        };

    /// <summary>The same scores with the rubric and the verdict that follow from them.</summary>
    public Score Settled(Score score)
    {
        var settled = score with { Rubric = rubric.Count == 0 ? null : RubricScoring.Score(rubric, score.Metrics) };
        return settled with { Success = Succeeds(settled) };
    }

    // As the service's page on rubrics says: rules of the project decide alone; without any that applies, the expected outcome and every
    // binary metric do. An outcome that could not be judged is no success.
    private static bool Succeeds(Score score) =>
        score.Rubric is { Count: > 0 } rules
            ? RubricScoring.AllPassed(rules)
            : score.MetExpectedOutcome != false && !score.Metrics.Any(metric => IsFailedBinary(metric!));

    // Nothing has failed, and a part could not be judged: settings may let that pass.
    private static bool IsBlocked(Score score) =>
        score.Rubric is not { Count: > 0 }
        && score.ExpectedOutcome?["score"] is { } outcome
        && LooseComparison.Matches(OutcomeJudgement.Blocked, outcome)
        && !score.Metrics.Any(metric => IsFailedBinary(metric!));

    /// <summary>Whether the score of a metric is one for which a run fails: what a model said of it is asked for again.</summary>
    public bool Fails(JsonObject metric) =>
        rubric.Count > 0 && RubricScoring.Score(rubric, [metric.DeepClone()]) is { Count: > 0 } entries
            ? !RubricScoring.AllPassed(entries)
            : IsFailedBinary(metric);

    /// <summary>Whether it is a binary metric with a score, other than the built-in one, which only repeats the expected outcome.</summary>
    public static bool DecidesAsBinary(JsonNode metric) =>
        metric["type"]?.ToString().StartsWith("binary", StringComparison.Ordinal) == true
        && metric["score"] is not null
        && metric["vocera_defined_metric_code"]?.ToString() != Metric.ExpectedOutcomeCode;

    /// <summary>Whether it is a binary metric with the score of a fail.</summary>
    public static bool IsFailedBinary(JsonNode metric) =>
        metric["type"]?.ToString().StartsWith("binary", StringComparison.Ordinal) == true
        && metric["score"] is { } score
        && LooseComparison.Matches(0, score);
}
