using Cekura.Runs.Verdict;

namespace Cekura.Runs.Causes;

/// <summary>Reads the causes out of verdicts.</summary>
internal static class CausesOf
{
    /// <summary>The causes of what did not pass, with the repetition that each broke, from 1; none for a test that passed.</summary>
    public static IEnumerable<(Cause Cause, int Repetition)> Case(CaseVerdict verdict) =>
        verdict.Outcome == Outcome.Passed ? []
        : verdict.Runs.Count == 0 ? [(new Cause(verdict.Message ?? "", CauseKind.NotStarted, verdict.Message ?? "", Turn: null), 1)]
        : verdict
            .Runs.Select((run, index) => (run, index))
            .Where(pair => pair.run.Outcome != Outcome.Passed)
            .Select(pair => (Run(pair.run), pair.index + 1));

    private static Cause Run(RunVerdict verdict) =>
        new(
            $"{verdict.Rule} {verdict.Headline}",
            verdict.IsInfrastructure ? CauseKind.Infrastructure : CauseKind.Agent,
            verdict.Headline,
            Turn: null
        );
}
