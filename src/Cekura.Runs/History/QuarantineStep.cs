using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>
/// Holds every verdict against the quarantines of the manifest. A failure of the agent is skipped with its whole message until the last
/// day; after it, failures fail. What never took place is never accepted: it says nothing about the agent.
/// </summary>
/// <param name="time">Says which day it is.</param>
internal sealed class QuarantineStep(TimeProvider time) : IReportStep
{
    /// <inheritdoc />
    public ValueTask<CaseVerdict> ApplyAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(scenarioCase);
        ArgumentNullException.ThrowIfNull(verdict);
        return ValueTask.FromResult(scenarioCase.Quarantine is { } quarantine ? Judge(quarantine, verdict) : verdict);
    }

    private CaseVerdict Judge(Quarantine quarantine, CaseVerdict verdict)
    {
        var reason = FailureText.Phrase(quarantine.Reason);
        if (verdict.Outcome == Outcome.Passed)
        {
            return Noted(
                verdict,
                $"passes in quarantine (until {quarantine.UntilText}: {reason}). Remove the quarantine from the manifest when every caller of the scenario passes."
            );
        }

        if (!TestRecord.Says(verdict))
        {
            return verdict;
        }

        if (quarantine.IsOver(time.GetUtcNow()))
        {
            return Led(verdict, $"The quarantine is over since {quarantine.UntilText} ({reason}), so this failure counts.");
        }

        var note = UntrustedText.Line($"In quarantine until {quarantine.UntilText}: {reason}.", FailureText.Limit / 2);
        return Led(verdict, note) with { Outcome = Outcome.Skipped, KnownFailure = note, Standing = TestStanding.Known };
    }

    private static CaseVerdict Noted(CaseVerdict verdict, string note) => verdict with { Notes = [.. verdict.Notes, note] };

    private static CaseVerdict Led(CaseVerdict verdict, string line) =>
        verdict with
        {
            Message = FailureText.Within(verdict.Message is null ? line : $"{line}\n{verdict.Message}", FailureText.Limit),
        };
}
