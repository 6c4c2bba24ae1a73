using Cekura.Manifests.Cases;
using Cekura.Runs.Causes;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>What is remembered of a test beyond its outcome, so that later runs can be compared with it.</summary>
/// <param name="Fingerprint">Hash of what the test asks for (<see cref="CaseFingerprint"/>): another one, and the test was changed. Empty:
/// not known.</param>
internal sealed record TestDetails(string Fingerprint)
{
    /// <summary>The outcome of each repetition, in the order of its verdict.</summary>
    public IReadOnlyList<RepetitionOutcome> Repetitions { get; init; } = [];

    /// <summary>How many of the repetitions never took place or show nothing about the agent.</summary>
    public int Infrastructure { get; init; }

    /// <summary>Why repetitions did not pass.</summary>
    public IReadOnlyList<RecordedCause> Causes { get; init; } = [];

    /// <summary>What was scored, each metric with a value for each repetition.</summary>
    public IReadOnlyList<RecordedMetric> Metrics { get; init; } = [];

    /// <summary>The details of a finished case.</summary>
    /// <param name="scenarioCase">The case.</param>
    /// <param name="verdict">Its verdict, before any baseline.</param>
    public static TestDetails Of(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var infrastructure = 0;
        var outcomes = new List<RepetitionOutcome>(verdict.Runs.Count);
        foreach (var run in verdict.Runs)
        {
            outcomes.Add(RepetitionOutcome.Of(run.Outcome));
            infrastructure += run.IsInfrastructure || (run.Run is null && run.Outcome == Outcome.Failed) ? 1 : 0;
        }

        return new TestDetails(CaseFingerprint.Of(scenarioCase))
        {
            Repetitions = outcomes,
            Infrastructure = infrastructure,
            Causes = CausesIn(verdict),
            Metrics = RecordedMetric.Of(verdict.Runs),
        };
    }

    private static List<RecordedCause> CausesIn(CaseVerdict verdict)
    {
        var causes = new List<RecordedCause>();
        foreach (var (cause, repetition) in CausesOf.Case(verdict))
        {
            var known = causes.FindIndex(one => string.Equals(one.Key, cause.Key, StringComparison.Ordinal));
            if (known < 0)
            {
                causes.Add(new RecordedCause(cause.Key, cause.Kind, cause.Text, [repetition]));
            }
            else
            {
                causes[known] = causes[known] with { Repetitions = [.. causes[known].Repetitions, repetition] };
            }
        }

        return causes;
    }
}
