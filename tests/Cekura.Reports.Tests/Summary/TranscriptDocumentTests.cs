using Cekura.Client;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;
using Cekura.Testing;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Summary;

public class TranscriptDocumentTests
{
    private readonly TranscriptDocument _document = new(Dashboard);

    [Fact]
    public Task A_failed_run() =>
        Verifier.Verify(
            _document.Write(
                Judge(
                    Failed with
                    {
                        Rubric =
                        [
                            Rubric("Latency (in ms)", "2480.0", "score lte 2000"),
                            Rubric("Sentiment", "positive", "enum in ['positive']", passed: true),
                        ],
                        TestProfileId = 7,
                        TestProfileName = "Alex",
                    }
                )
            ),
            "md"
        );

    [Fact]
    public Task An_emulated_run_that_passed() =>
        Verifier.Verify(new TranscriptDocument(DashboardLink.Emulated).Write(Judge(Passed with { ResultName = null })), "md");

    [Fact]
    public Task An_agent_that_writes_markup() =>
        Verifier.Verify(
            _document.Write(
                Judge(
                    Failed with
                    {
                        ScenarioName = "# <b>Moves</b> | [an](javascript:alert(1)) appointment",
                        Metrics = [Binary("<img src=x> | a", passes: false, "```\n</pre> ::error::no\u001b[2J")],
                        TranscriptTurns =
                        [
                            Turn(
                                SpeakerRole.Agent,
                                1,
                                2,
                                "```\n# Passed\n<script>alert(1)</script>\n````\n##vso[task.complete result=Succeeded]"
                            ),
                            Turn(SpeakerRole.ToolCall, 3, 3, "") with
                            {
                                ToolName = "find`\npatient",
                                Arguments = "{not json\n::error::x",
                            },
                            Turn(SpeakerRole.ToolResult, 4, 4, "") with
                            {
                                ToolName = null,
                                ToolResult = """["<b>", "\ud83d", "‮x"]""",
                            },
                        ],
                    }
                )
            ),
            "md"
        );

    [Fact]
    public Task What_the_checks_say_stands_at_the_turn_it_is_about() =>
        Verifier.Verify(
            _document.Write(
                Judge(
                    Failed with
                    {
                        ExpectedOutcome = new()
                        {
                            Score = 0,
                            Explanation = ["✅ The agent greets by name", "❌ The agent finds the caller"],
                            Alignments =
                            [
                                new()
                                {
                                    PromptPart = "The agent greets by name",
                                    Aligned = Alignment.Yes,
                                    Outcome = "It said \"Northside Clinic, happy to help\".",
                                },
                                new()
                                {
                                    PromptPart = "The agent finds the caller",
                                    Aligned = Alignment.No,
                                    Outcome =
                                        """The agent called find_patient({"dob":"1990-01-01"}), not find_patient({"dob":"1991-01-01"}).""",
                                },
                            ],
                        },
                        Metrics =
                        [
                            Binary("Says goodbye", passes: true, "[00:12] All set."),
                            new()
                            {
                                Name = "Latency (in ms)",
                                Type = "numeric",
                                Score = 3900,
                                Explanation = ["Slowest at [00:03]."],
                            },
                            Binary("Polite", passes: true, "No rude word."),
                        ],
                        Rubric = [Rubric("Latency (in ms)", "3900", "score lte 2000")],
                        TranscriptTurns =
                        [
                            .. Failed.TranscriptTurns.Select(turn =>
                                turn.Role == SpeakerRole.ToolResult ? turn with { ToolName = null } : turn
                            ),
                        ],
                    }
                )
            ),
            "md"
        );

    [Fact]
    public void Every_reason_and_explanation_is_in_the_attachment_however_many()
    {
        var metrics = Enumerable
            .Range(1, 40)
            .Select(number => Binary($"Check {number}", passes: false, $"Because of {number}. " + new string('x', 280)))
            .ToArray();
        var verdict = Judge(Failed with { Metrics = metrics });

        Assert.InRange(verdict.Message.Length, 1000, 4000);
        var document = _document.Write(verdict);
        Assert.All(metrics, metric =>
            Assert.Contains(
                $"  {metric.Name}: {metric.Explanation[0]}",
                document.ReplaceLineEndings(" ").Replace("       ", " ", StringComparison.Ordinal),
                StringComparison.Ordinal
            )
        );
        Assert.True(document.IndexOf("Check 40", StringComparison.Ordinal) < document.IndexOf("## Run", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_entries_the_text_form_is_shown_with_plain_names()
    {
        var run = Passed with
        {
            TranscriptTurns = [],
            Transcript = "[00:00] Testing Agent: Hi.\n[00:03] Main Agent: Hello, Main Agent: speaking.\nFunction Call: {}\n",
        };
        Assert.EndsWith(
            "```text\n1  [00:00] Caller: Hi.\n2  [00:03] Agent: Hello, Main Agent: speaking.\n3  Function Call: {}\n```\n",
            _document.Write(Judge(run)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(true, "The transcript is encrypted: it can be read in Cekura only.")]
    [InlineData(false, "There is no transcript: nothing was said, or the service sent none.")]
    public void A_missing_transcript_is_explained(bool encrypted, string text) =>
        Assert.Contains(
            $"## Conversation\n\n```text\n{text}\n",
            _document.Write(Judge(Passed with { TranscriptTurns = [], TranscriptEncrypted = encrypted })),
            StringComparison.Ordinal
        );

    [Fact]
    public void Times_beyond_an_hour_count_minutes()
    {
        var run = Passed with { TranscriptTurns = [Turn(SpeakerRole.Agent, 3723.9, 3724, "Still here.")] };
        Assert.Contains("[62:03] Agent: Still here.", _document.Write(Judge(run)), StringComparison.Ordinal);
    }

    [Fact]
    public void Turns_without_time_words_or_known_speaker_stay_readable()
    {
        var run = Passed with { TranscriptTurns = [new() { RoleText = "System" }, new() { Role = SpeakerRole.Agent, Content = "a\nb" }] };
        Assert.Contains("1  System: (silence)\n2  Agent: a\n           b\n", _document.Write(Judge(run)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_run_is_called_so() =>
        Assert.StartsWith(
            "# Cancelled: Moves an existing appointment\n",
            _document.Write(new RunJudge(new VerdictRules()).Judge(Passed with { Status = RunStatus.InProgress }, [], WatchEnd.Cancelled)),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_start_that_created_no_run_gives_the_verdict_alone() =>
        Assert.Equal(
            "# Failed\n\n## Verdict\n\n```text\nCekura created no run for scenario 2 \"S\" in result 987.\n```\n",
            _document.Write(StartFailure.NoRun(2, "S", 987))
        );
}
