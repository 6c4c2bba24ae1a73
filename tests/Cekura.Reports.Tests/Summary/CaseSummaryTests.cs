using Cekura.Client;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;
using Cekura.Testing;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Summary;

public class CaseSummaryTests
{
    [Fact]
    public Task A_passed_case() => Verifier.Verify(Write(Judge(Passed)));

    [Fact]
    public Task A_failed_case() =>
        Verifier.Verify(
            Write(
                Judge(
                    Failed with
                    {
                        Metrics =
                        [
                            .. Failed.Metrics,
                            new()
                            {
                                Name = "Latency (in ms)",
                                Type = "numeric",
                                Score = 1240.5,
                            },
                            new()
                            {
                                Name = "Sentiment",
                                Type = "enum",
                                Label = "positive",
                            },
                        ],
                        TranscriptTurns =
                        [
                            .. Passed.TranscriptTurns,
                            Turn(SpeakerRole.Caller, 14, 15, "But when?\n" + new string('x', 400)),
                        ],
                    }
                )
            )
        );

    [Fact]
    public Task A_case_with_repetitions() =>
        Verifier.Verify(
            Write(
                Judge(Passed with { Id = 1 }),
                Judge(Failed with { Id = 2, TranscriptTurns = [.. Failed.TranscriptTurns.Take(2)] }),
                StartFailure.NoRun(2, "Moves an existing appointment", 987)
            )
        );

    [Fact]
    public Task The_message_of_a_case_with_repetitions() =>
        Verifier.Verify(
            new CaseJudge(new())
                .Aggregate(
                    [Judge(Passed with { Id = 1 }), Judge(Failed with { Id = 2 }), Judge(NotConnected(RunStatus.Failed) with { Id = 3 })],
                    null
                )
                .Message!
        );

    [Fact]
    public Task A_decisive_turn_long_before_the_end() =>
        Verifier.Verify(
            Write(
                Judge(
                    Failed with
                    {
                        ExpectedOutcome = new()
                        {
                            Score = 0,
                            Explanation = ["❌ The agent never promises a taken slot"],
                            Alignments =
                            [
                                new()
                                {
                                    PromptPart = "The agent never promises a taken slot",
                                    Aligned = Alignment.No,
                                    Outcome = "It said \"Thursday at 2 PM is free\".",
                                },
                            ],
                        },
                        Metrics =
                        [
                            new()
                            {
                                Name = "Latency (in ms)",
                                Type = "numeric",
                                Score = 2480,
                            },
                            Binary("Polite", passes: true),
                        ],
                        Rubric = [Rubric("Latency (in ms)", "2480", "score lte 2000")],
                        TranscriptTurns =
                        [
                            .. Enumerable
                                .Range(1, 24)
                                .Select(number =>
                                    Turn(
                                        number % 2 == 0 ? SpeakerRole.Agent : SpeakerRole.Caller,
                                        number,
                                        number + 0.5,
                                        number switch
                                        {
                                            8 => "Let me see. Thursday at 2 PM is free. Shall I?",
                                            _ => $"Turn {number}.",
                                        }
                                    )
                                ),
                        ],
                    }
                )
            )
        );

    [Fact]
    public void A_gap_of_a_turn_or_two_is_shown_instead()
    {
        var turns = Enumerable
            .Range(1, 9)
            .Select(number => Turn(number % 2 == 0 ? SpeakerRole.Agent : SpeakerRole.Caller, number, number, $"Turn {number}."));

        Assert.Contains(
            "\n  Conversation, 6 of 9 turns:\n    … 3 turns …\n    4  ",
            Write(Judge(Failed with { TranscriptTurns = [.. turns] })),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\n  Conversation:\n    1  ",
            Write(Judge(Failed with { TranscriptTurns = [.. turns.Take(8)] })),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Emulated_runs_say_so() =>
        Assert.StartsWith(
            "Passed: rule V23, 00:13, emulated\n",
            new CaseSummary(DashboardLink.Emulated).StandardOutput(new CaseJudge(new()).Aggregate([Judge(Passed)], null)),
            StringComparison.Ordinal
        );

    private static string Write(params RunVerdict[] runs) =>
        new CaseSummary(Dashboard).StandardOutput(new CaseJudge(new()).Aggregate(runs, null));
}
