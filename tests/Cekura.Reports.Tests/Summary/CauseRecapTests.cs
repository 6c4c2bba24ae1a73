using Cekura.Client;
using Cekura.Reports.Summary;
using Cekura.Runs.Causes;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Summary;

/// <summary>Why a run is red, in few lines at its end.</summary>
public class CauseRecapTests
{
    private readonly CauseGroups _groups = new();

    [Fact]
    public void A_cause_stands_once_with_its_tests_and_its_turn()
    {
        var run = Failed with
        {
            ExpectedOutcome = new()
            {
                Score = 0,
                Alignments =
                [
                    new()
                    {
                        PromptPart = "the agent says no",
                        Aligned = Alignment.No,
                        Outcome = "[00:12] It said yes.",
                    },
                ],
            },
        };
        Add("Book", "Calm", run, run with { Id = 7 });
        Add("Book", "In a hurry", run);
        Add("Move", "Calm", NotConnected(RunStatus.Failed) with { ErrorMessage = "SIP 486 Busy here" });
        _groups.Add(
            SampleCase.Of("Known", "Calm"),
            new CaseJudge(new()).Aggregate([Judge(Failed)], null) with
            {
                Outcome = Outcome.Skipped,
                KnownFailure = "Known failure.",
            }
        );

        Assert.Equal(
            [
                "3 of 9 failed, for 2 reasons:",
                "  ✗ 3 × the agent says no",
                "    Book [Calm ×2, In a hurry]",
                "    turn 6, Agent: \"All set, goodbye.\"",
                "  ! The run did not take place: SIP 486 Busy here",
                "    Move [Calm]",
                "  ≈ 1 known failure besides",
            ],
            CauseRecap.Lines(_groups, failed: 3, tests: 9)
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(860)]
    public void Of_860_failures_it_has_200_lines_at_most_however_many_reasons_they_have(int reasons)
    {
        for (var number = 0; number < 860; number++)
        {
            var reason = number % reasons;
            var metric = $"Metric {(char)('a' + reason / 676)}{(char)('a' + reason / 26 % 26)}{(char)('a' + reason % 26)}";
            Add(
                $"Scenario {number}",
                "Calm",
                Failed with
                {
                    ExpectedOutcome = null,
                    Metrics = [Binary(metric, passes: false, "It said \"All set, goodbye\"")],
                }
            );
        }

        var lines = CauseRecap.Lines(_groups, failed: 860, tests: 1000);

        Assert.InRange(lines.Count, 4, CauseRecap.MaxLines);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 700));
        Assert.StartsWith(
            $"860 of 1000 failed, for {(reasons == 1 ? "1 reason" : $"{reasons} reasons")}:",
            lines[0],
            StringComparison.Ordinal
        );
        Assert.Contains(reasons == 860 ? "… and 735 more reasons" : " more", string.Join('\n', lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_failed_there_is_none()
    {
        Add("Book", "Calm", Passed);
        _groups.Add(SampleCase.Of("Later", "Calm"), CaseVerdict.WithoutRun(Outcome.Skipped, "Not yet."));

        Assert.Empty(CauseRecap.Lines(_groups, failed: 0, tests: 2));
    }

    private void Add(string scenario, string personality, params Run[] runs) =>
        _groups.Add(SampleCase.Of(scenario, personality), new CaseJudge(new()).Aggregate([.. runs.Select(run => Judge(run))], null));
}
