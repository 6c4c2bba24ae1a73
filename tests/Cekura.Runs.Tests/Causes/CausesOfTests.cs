using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Manifests.Manifest;
using Cekura.Runs.Causes;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Causes;

/// <summary>The one cause of a run that did not pass: its key groups over runs, its turn is quoted.</summary>
public class CausesOfTests
{
    private const string Never = "the agent never promises a slot that is taken";

    [Fact]
    public void The_first_part_of_the_expected_outcome_that_was_missed_is_the_cause_at_its_turn()
    {
        var cause = Of(Promised(5545, "[00:03] The agent said: \"Northside Clinic, happy to help.\""));

        Assert.Equal((CauseKind.Agent, Never), (cause.Kind, cause.Text));
        Assert.Equal(new DecisiveTurn(5545, 2, "Agent", "Northside Clinic, happy to help. What is your date of birth?"), cause.Turn);
    }

    [Fact]
    public void Other_runs_with_other_words_have_the_same_cause() =>
        Assert.Equal(
            Of(Promised(5545, "[00:03] It promised 10:30.")).Key,
            Of(Promised(6001, "It said: \"All set, goodbye.\"") with { ScenarioName = "Another", PersonalityName = "In a hurry" }).Key
        );

    [Fact]
    public void A_rule_of_the_rubric_about_the_expected_outcome_says_which_part_was_missed()
    {
        var run = Promised(5545, "") with { Rubric = [Rubric("Expected Outcome", "0", "score gte 100")] };

        Assert.Equal(Of(Promised(5545, "")).Key, Of(run).Key);
    }

    [Theory]
    [InlineData("2480.0", "3100.5")]
    [InlineData("1", "2")]
    public void Values_of_a_run_are_no_part_of_the_key(string one, string other) => Assert.Equal(Of(Slow(one)).Key, Of(Slow(other)).Key);

    [Fact]
    public void Another_limit_is_another_cause() =>
        Assert.NotEqual(Of(Slow("1")).Key, Of(Slow("1") with { Rubric = [Rubric("Latency (in ms)", "1", "score lte 900")] }).Key);

    [Fact]
    public void A_tool_call_is_quoted_as_JSON_on_one_line()
    {
        var run = Passed with
        {
            Success = false,
            ExpectedOutcome = null,
            Metrics = [Binary("Finds the patient", passes: false, "It called find_patient(\"dob\": 1)")],
            TranscriptTurns =
            [
                .. Passed.TranscriptTurns.Select(turn =>
                    turn.Role == SpeakerRole.ToolCall ? turn with { Arguments = "{\"day\":\n \"\\u65E5\"}" } : turn
                ),
            ],
        };

        Assert.Equal(new DecisiveTurn(5544, 4, "Agent calls find_patient", """{"day":"日"}"""), Of(run).Turn);
    }

    [Fact]
    public void A_quotation_is_one_line_of_at_most_200_characters()
    {
        var run = Promised(1, "[00:03] promised") with
        {
            TranscriptTurns = [Turn(SpeakerRole.Caller, 0, 1, "Hi."), Turn(SpeakerRole.Agent, 3, 7, $"One\ntwo {new string('x', 500)}")],
        };

        var quote = Of(run).Turn!.Quote;
        Assert.StartsWith("One two x", quote, StringComparison.Ordinal);
        Assert.Equal(200, quote.Length);
    }

    [Theory]
    [InlineData("SIP 486 Busy here (call 8811aa22bb)", "SIP 486 Busy here (call 99ffee1122)", true)]
    [InlineData("SIP 486 Busy here", "SIP 503 Service unavailable", false)]
    [InlineData("no answer within 30 s", "no answer within 45.5 s", true)]
    [InlineData("said \"one thing\" twice", "said “another” twice", true)]
    [InlineData("wss://a.example/x?y=1 refused", "wss://b.example/z refused", true)]
    public void Calls_that_never_took_place_are_grouped_by_why(string one, string other, bool areSame)
    {
        var (first, second) = (Of(Broken(1, one)), Of(Broken(2, other)));

        Assert.Equal((CauseKind.Infrastructure, areSame), (first.Kind, first.Key == second.Key));
        Assert.Equal($"The run did not take place: {one}", first.Text);
    }

    [Theory]
    [InlineData(
        "V27",
        "The script did not fit: nothing matched \"Northside Clinic, happy to help\". Waiting: condition 1 /x/i.",
        "NotJudged",
        2
    )]
    [InlineData("V28", "The agent ended (exit 3) after turn 6.", "Agent", 6)]
    [InlineData("V29", "Not judged: the emulator has no rule and no judge for \"A\", \"B\" and 3 more.", "NotJudged", null)]
    [InlineData("V30", "Invalid: the caller invented a date. Not the agent's failure.", "Infrastructure", null)]
    public void What_the_emulator_says_has_its_kind_and_its_turn(string rule, string line, string kind, int? turn)
    {
        var cause = Of(Emulated(rule, line));

        Assert.Equal((kind, turn), (cause.Kind.ToString(), cause.Turn?.Number));
    }

    [Fact]
    public void What_was_not_judged_is_one_cause_however_much_it_is() =>
        Assert.Equal(
            Of(Emulated("V29", "Not judged: the emulator has no rule and no judge for \"A\".")).Key,
            Of(Emulated("V29", "Not judged: the emulator has no rule and no judge for \"A\", metric 55 \"B\" and 3 more.")).Key
        );

    [Fact]
    public void Each_end_of_the_waiting_has_its_kind()
    {
        Assert.Equal(CauseKind.Stopped, Of(Running, WatchEnd.Cancelled).Kind);
        Assert.Equal(CauseKind.Infrastructure, Of(Running, WatchEnd.ContactLost("HTTP 502")).Kind);
        Assert.Equal(CauseKind.NotJudged, Of(Running, WatchEnd.TimeLimit(TimeSpan.FromMinutes(5))).Kind);
        Assert.Equal(CauseKind.Infrastructure, Of(Running, WatchEnd.Missing).Kind);
        Assert.Equal(CauseKind.NotJudged, Of(NeedsReview).Kind);
    }

    [Fact]
    public void No_text_of_a_cause_names_a_run_or_a_result()
    {
        WatchEnd[] ends =
        [
            WatchEnd.Cancelled,
            WatchEnd.ContactLost("HTTP 502"),
            WatchEnd.TimeLimit(TimeSpan.FromMinutes(5)),
            WatchEnd.Missing,
            WatchEnd.EndedEarly,
        ];
        Assert.All(
            [.. ends.Select(end => Of(Running, end)), Of(NotConnected(RunStatus.Timeout)), Of(NotConnected(RunStatus.Cancelled))],
            cause => Assert.DoesNotMatch("55[0-9]{2}|987", $"{cause.Key} {cause.Text}")
        );
    }

    [Fact]
    public void Nothing_that_was_not_started_has_a_kind_of_its_own()
    {
        var missing = new CaseVerdict { Outcome = Outcome.Failed, Runs = [StartFailure.NoRun(102, "Reschedule", 987)] };
        var other = new CaseVerdict { Outcome = Outcome.Failed, Runs = [StartFailure.NoRun(103, "Book", 988)] };

        var cause = Assert.Single(CausesOf.Case(missing)).Cause;
        Assert.Equal((CauseKind.NotStarted, "Cekura created no run for the scenario"), (cause.Kind, cause.Text));
        Assert.Equal(cause, Assert.Single(CausesOf.Case(other)).Cause);
        Assert.Equal(
            (new Cause("cekura: no api key", CauseKind.NotStarted, "Cekura: no API key", null), 1),
            Assert.Single(CausesOf.Case(CaseVerdict.WithoutRun(Outcome.Failed, "Cekura: no API key.\nSet one.")))
        );
    }

    [Fact]
    public void A_test_that_fails_although_its_runs_passed_has_the_cause_of_its_first_line()
    {
        var verdict = new CaseVerdict
        {
            Outcome = Outcome.Failed,
            Message = "Result 987 holds run 12, which belongs to no selected test.\nmore",
            Runs = [Judge(Passed)],
        };

        var (cause, repetition) = Assert.Single(CausesOf.Case(verdict));
        Assert.Equal((CauseKind.NotJudged, 1), (cause.Kind, repetition));
        Assert.Equal("result # holds run #, which belongs to no selected test", cause.Key);
    }

    [Fact]
    public void What_passed_has_none()
    {
        Assert.Null(CausesOf.Run(Judge(Passed)));
        Assert.Empty(CausesOf.Case(new CaseVerdict { Outcome = Outcome.Passed, Runs = [Judge(Passed), Judge(Failed)] }));
    }

    [Fact]
    public void An_expectation_that_does_not_hold_is_among_the_reasons_when_the_outcome_failed_too()
    {
        var run = Failed with
        {
            Metrics =
            [
                .. Failed.Metrics,
                new RunMetric
                {
                    Name = "Latency",
                    Type = "numeric",
                    Score = 2480,
                },
            ],
        };

        var verdict = Judged(run, Expect("Latency", "<= 2000"));

        Assert.Equal("Failed: expected outcome 0; Confirms date and time; expected Latency <= 2000, was 2480.", verdict.Headline);
        Assert.Equal("outcome the agent reads back its date and time", CausesOf.Run(verdict)!.Key);
    }

    [Theory]
    [InlineData("V20")]
    [InlineData("V22")]
    [InlineData("V15")]
    [InlineData("V18")]
    [InlineData("V27")]
    public void An_expectation_that_does_not_hold_is_said_whatever_else_failed(string rule)
    {
        var latency = new RunMetric
        {
            Name = "Latency",
            Type = "numeric",
            Score = 2480,
        };
        var run = rule switch
        {
            "V20" => Passed with { CriticalCategories = [Critical] },
            "V22" => Passed with { ExpectedOutcome = Unmet },
            "V15" => Passed with { EvaluationStatus = EvaluationStatus.ReviewedFailure },
            "V18" => NeedsReview,
            _ => Emulated("V27", "The script did not fit."),
        };

        var verdict = Judged(run with { Metrics = [.. run.Metrics, latency] }, Expect("Latency", "<= 2000"));

        Assert.Equal(rule, verdict.Rule);
        Assert.Contains("xpected Latency <= 2000, was 2480.", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_metric_that_the_manifest_wants_to_pass_is_named_once() =>
        Assert.Equal(
            "Failed: expected outcome 0; Confirms date and time.",
            Judged(Failed, Expect("Confirms date and time", "pass")).Headline
        );

    [Fact]
    public void An_expectation_that_was_not_measured_says_nothing_of_the_agent()
    {
        var verdict = Judged(Passed, Expect("Latncy", "<= 2000"));

        Assert.Equal((CauseKind.NotJudged, "expected Latncy <= 2000"), (CausesOf.Run(verdict)!.Kind, CausesOf.Run(verdict)!.Text));
    }

    private static Cause Of(Run run, WatchEnd? end = null) => CausesOf.Run(Judge(run, state: end))!;

    private static RunVerdict Judged(Run run, params MetricExpectation[] expectations) =>
        new RunJudge(new() { RequireExpectedOutcome = true }, Dashboard).Judge(run, expectations, WatchEnd.Settled);

    private static Run Promised(long id, string happened) =>
        Failed with
        {
            Id = id,
            ExpectedOutcome = ExpectedOutcomeOf(0, ("The agent greets", Alignment.Yes), (Never, Alignment.No)) with
            {
                Alignments =
                [
                    new() { PromptPart = "The agent greets", Aligned = Alignment.Yes },
                    new()
                    {
                        PromptPart = Never,
                        Aligned = Alignment.No,
                        Outcome = happened,
                    },
                ],
            },
        };

    private static Run Slow(string value) => Failed with { Rubric = [Rubric("Latency (in ms)", value, "score lte 2000")] };

    private static Run Broken(long id, string why) => NotConnected(RunStatus.Failed) with { Id = id, ErrorMessage = why };

    private static Run Emulated(string rule, string message) =>
        Passed with
        {
            Success = false,
            EvaluationStatus = EvaluationStatus.Failure,
            Metadata = JsonDocument
                .Parse(
                    new JsonObject
                    {
                        ["emulated"] = true,
                        ["emulator_verdict"] = new JsonObject { ["rule"] = rule, ["message"] = message },
                    }.ToJsonString()
                )
                .RootElement,
        };
}
