using Cekura.Manifests.Cases;
using Cekura.Runs.Causes;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Comparison;

/// <summary>What one side did in a test.</summary>
/// <param name="Test">Fully qualified name of the test.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Repetitions">Its repetitions, in the order in which they are held against those of the other side.</param>
/// <param name="Metrics">What was scored, each metric with a value for each repetition.</param>
internal sealed record SideTest(string Test, string Name, IReadOnlyList<SideRepetition> Repetitions, IReadOnlyList<RecordedMetric> Metrics)
{
    /// <summary>What the test was called when names carried ids; null: nothing else.</summary>
    public string? Former { get; init; }

    /// <summary>Hash of what the test asks for; empty: not known.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>What a test run remembers of a test. Where it keeps no details, its counts stand for the repetitions.</summary>
    public static SideTest Of(TestRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var repetitions = new List<SideRepetition>();
        var outcomes = record.Details?.Repetitions ?? Counted(record);
        for (var index = 0; index < outcomes.Count; index++)
        {
            var cause = record.Details?.Causes.FirstOrDefault(one => one.Repetitions.Contains(index + 1));
            repetitions.Add(
                new SideRepetition(
                    StateOf(outcomes[index].Outcome, cause?.Kind, record),
                    index < record.RunIds.Count ? record.RunIds[index] : null,
                    outcomes[index].Outcome == Outcome.Passed ? null : cause?.Text
                )
            );
        }

        return new SideTest(record.Test, record.Name, repetitions, record.Details?.Metrics ?? [])
        {
            Former = record.Former,
            Fingerprint = record.Details?.Fingerprint ?? "",
        };
    }

    /// <summary>What was found out in this process, a verdict for each repetition.</summary>
    public static SideTest Of(ScenarioCase scenarioCase, IReadOnlyList<RunVerdict> runs)
    {
        ArgumentNullException.ThrowIfNull(scenarioCase);
        ArgumentNullException.ThrowIfNull(runs);
        var repetitions = new List<SideRepetition>(runs.Count);
        foreach (var run in runs)
        {
            var cause = CausesOf.Run(run);
            repetitions.Add(
                new SideRepetition(
                    cause is null ? RepetitionState.Passed : StateOf(run.Outcome, cause.Kind, record: null),
                    run.Run?.Id,
                    cause?.Text
                )
                {
                    Run = run.Run,
                }
            );
        }

        return new SideTest(scenarioCase.FullyQualifiedName, scenarioCase.DisplayName, repetitions, RecordedMetric.Of(runs))
        {
            Fingerprint = CaseFingerprint.Of(scenarioCase),
        };
    }

    private static RepetitionState StateOf(Outcome outcome, CauseKind? kind, TestRecord? record) =>
        (outcome, kind) switch
        {
            (Outcome.Passed, _) => RepetitionState.Passed,
            (Outcome.None, _) => RepetitionState.DidNotTakePlace,
            (_, CauseKind.Agent) => RepetitionState.Failed,
            (_, CauseKind.NotJudged) => RepetitionState.NotScored,
            (_, not null) => RepetitionState.DidNotTakePlace,
            (Outcome.Skipped, null) => RepetitionState.NotScored,
            // A test that passed as a whole has no causes. Which of its repetitions never took place is not known then.
            (_, null) => record?.Details?.Infrastructure > 0 ? RepetitionState.DidNotTakePlace : RepetitionState.Failed,
        };

    private static IReadOnlyList<RepetitionOutcome> Counted(TestRecord record)
    {
        if (!record.TookPlace)
        {
            return [.. Enumerable.Repeat(RepetitionOutcome.Of(Outcome.None), record.Rate.Total)];
        }

        return
        [
            .. Enumerable.Repeat(RepetitionOutcome.Of(Outcome.Passed), record.Rate.Passed),
            .. Enumerable.Repeat(RepetitionOutcome.Of(Outcome.Failed), record.Rate.Total - record.Rate.Passed),
        ];
    }
}
