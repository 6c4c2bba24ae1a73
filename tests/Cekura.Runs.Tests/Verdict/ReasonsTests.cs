using Cekura.Client;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Verdict;

public class ReasonsTests
{
    [Fact]
    public void Come_in_the_order_rubric_outcome_metrics_critical()
    {
        var run = Failed with
        {
            Rubric =
            [
                Rubric("Latency (in ms)", "2480.0", "score lte 2000"),
                Rubric("Sentiment", "positive", "enum in ['positive']", passed: true),
            ],
            CriticalCategories = [Critical],
        };
        Assert.Equal(
            "Failed: rubric: Latency (in ms) = 2480.0, wanted score lte 2000; expected outcome 0; Confirms date and time; "
                + "critical: Identity not verified.",
            Judge(run).Headline
        );
    }

    [Fact]
    public void A_metric_of_a_failed_rubric_rule_is_named_once()
    {
        var run = Failed with
        {
            ExpectedOutcome = Met,
            Rubric = [Rubric("confirms date and time", "0", "score gte 5") with { Explanation = ["Cut short."] }],
        };
        Assert.StartsWith(
            "Failed: rubric: confirms date and time = 0, wanted score gte 5.\n  confirms date and time: Cut short.\nResult",
            Judge(run).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Checks_that_the_service_does_not_name_are_said_to_be_unnamed() =>
        Assert.Equal("Failed: its checks (Cekura names none).", Judge(Passed with { Success = false, EvaluationStatus = null }).Headline);

    [Fact]
    public void More_than_ten_are_counted()
    {
        var run = Failed with
        {
            ExpectedOutcome = null,
            Metrics = [.. Enumerable.Range(1, 13).Select(n => Binary($"M{n}", passes: false, $"why {n}"))],
        };
        var verdict = Judge(run);
        Assert.Equal("Failed: M1; M2; M3; M4; M5; M6; M7; M8; M9; M10; and 3 more.", verdict.Headline);
        Assert.Contains("\n  M10: why 10\nResult", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_texts_go_on_below_in_lines_of_at_most_300_characters()
    {
        var words = string.Join(' ', Enumerable.Repeat("slot", 400));
        var lines = Judge(Failed with { Metrics = [Binary("Reads back", passes: false, words)] }).Message.Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 300));
        Assert.Equal(400, lines.Sum(line => line.Split(' ').Count(word => word == "slot")));
    }

    [Fact]
    public void A_text_that_is_far_too_long_is_cut_and_still_says_where_the_run_is()
    {
        var verdict = Judge(Failed with { Metrics = [Binary("Reads back", passes: false, new string('x', 20_000))] });
        Assert.InRange(verdict.Message.Length, 3000, 4000);
        Assert.Matches("\n  … and [0-9]+ more lines\nResult 987", verdict.Message);
        Assert.EndsWith("?call_id=5545", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Untrusted_names_and_explanations_cannot_steer_the_console_or_the_build_server()
    {
        var run = Failed with
        {
            ExpectedOutcome = null,
            Metrics = [Binary("Greets\u001b[31m\r\n##vso[task.complete]", passes: false, "one\n::error::two\n\u202Ethree")],
        };
        var message = Judge(run).Message;
        Assert.DoesNotContain(message, character => char.IsControl(character) && character != '\n');
        Assert.DoesNotContain("##vso[", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', message);
        Assert.DoesNotContain(message.Split('\n'), line => line.TrimStart().StartsWith("::", StringComparison.Ordinal));
        Assert.Contains("# #vso[task.complete]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_break_of_ours_makes_no_command_out_of_the_middle_of_a_line()
    {
        var explanations = Enumerable.Range(250, 60).Select(n => $"{new string('x', n)} ::error::y");
        foreach (var explanation in explanations)
        {
            var lines = Judge(Failed with { Metrics = [Binary("M", passes: false, explanation)] }).Message.Split('\n');
            Assert.DoesNotContain(lines, line => line.TrimStart().StartsWith("::", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Letters_that_a_reason_has_as_escapes_are_letters_and_lead_to_their_turn()
    {
        var call = """{"day":"\u65E5"}""";
        var run = Failed with
        {
            ExpectedOutcome = ExpectedOutcomeOf(0, ("The agent books", Alignment.No)) with
            {
                Alignments =
                [
                    new()
                    {
                        PromptPart = "The agent books",
                        Aligned = Alignment.No,
                        Outcome = $"The agent called book({call})",
                    },
                ],
            },
            Metrics = [Binary("Day", passes: false, $"It called book({call}).")],
            TranscriptTurns =
            [
                Turn(SpeakerRole.ToolCall, 1, 1, "") with
                {
                    ToolName = "book",
                    Arguments = """{"day":"x"}""",
                },
                Turn(SpeakerRole.ToolCall, 2, 2, "") with
                {
                    ToolName = "book",
                    Arguments = call,
                },
            ],
        };

        var message = Judge(run).Message;

        Assert.Contains("turn 2: The agent called book({\"day\":\"日\"})", message, StringComparison.Ordinal);
        Assert.Contains("Day, turn 2: It called book({\"day\":\"日\"}).", message, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("binary", null, 0.0, null, null, "fails")]
    [InlineData("binary_adherence", null, 0.0, 0.0, null, "fails")]
    [InlineData("BINARY_QUALITATIVE", null, 3.0, 0.0, null, "fails")]
    [InlineData("binary_adherence", null, 0.0, 0.0, true, "passes")]
    [InlineData("binary_adherence", null, 5.0, 1.0, false, "fails")]
    [InlineData(null, "binary", null, null, false, "fails")]
    [InlineData(null, "binary", null, null, true, "passes")]
    [InlineData("binary_adherence", "binary", null, null, false, "does not apply")]
    [InlineData("binary_adherence", null, null, null, null, "does not apply")]
    [InlineData("binary_adherence", null, 2.5, null, null, "unknown")]
    [InlineData("binary_adherence", null, -1.0, null, null, "unknown")]
    [InlineData("numeric", null, 0.0, null, null, "unknown")]
    [InlineData("rating", null, 0.0, 0.0, null, "unknown")]
    public void Only_failed_binary_metrics_are_reasons(
        string? type,
        string? evalType,
        double? score,
        double? normalized,
        bool? passed,
        string reading
    )
    {
        var metric = new RunMetric
        {
            Name = "M",
            Type = type,
            EvalType = evalType,
            Score = score,
            ScoreNormalized = normalized,
            Passed = passed,
        };
        var verdict = Judge(Failed with { ExpectedOutcome = null, Metrics = [metric] });
        Assert.Equal(reading == "fails" ? "Failed: M." : "Failed: its checks (Cekura names none).", verdict.Headline);
        Assert.Equal(reading == "does not apply", verdict.Notes.Contains("not applicable: M"));
    }

    [Theory]
    [InlineData(""" "passed": false """, "Failed: Confirms.")]
    [InlineData(""" "passed": false, "score": null """, "Failed: its checks (Cekura names none).")]
    [InlineData(""" "score": 0 """, "Failed: Confirms.")]
    [InlineData(""" "score": false """, "Failed: Confirms.")]
    [InlineData(""" "passed": true """, "Failed: its checks (Cekura names none).")]
    public void Both_forms_of_a_binary_metric_are_read(string fields, string headline)
    {
        var run = Run.Read(
            System
                .Text.Json.JsonDocument.Parse(
                    $$"""{ "id": 5544, "status": "completed", "success": false, "evaluation": { "metrics": [{ "id": 55, "name": "Confirms", "type": "binary_adherence", "eval_type": "binary", {{fields}} }] } }"""
                )
                .RootElement
        );

        Assert.Equal(headline, Judge(run).Headline);
    }

    [Fact]
    public void A_metric_whose_trigger_did_not_fire_is_a_note_and_never_a_reason()
    {
        var verdict = Judge(
            Failed with
            {
                ExpectedOutcome = null,
                Metrics = [Binary("Voicemail handled", passes: false) with { TriggerFailed = true }],
            }
        );
        Assert.Equal("Failed: its checks (Cekura names none).", verdict.Headline);
        Assert.Contains("not applicable: Voicemail handled", verdict.Notes);
    }

    [Theory]
    [InlineData("Expected Outcome", null)]
    [InlineData("Renamed", "expected_outcome")]
    public void The_metric_that_repeats_the_expected_outcome_is_not_a_reason_of_its_own(string name, string? code)
    {
        var run = Failed with { Metrics = [Binary(name, passes: false) with { VoceraDefinedMetricCode = code }] };
        Assert.Equal("Failed: expected outcome 0.", Judge(run).Headline);
    }

    [Theory]
    [InlineData(75.0, "expected outcome 75")]
    [InlineData(49.5, "expected outcome 49.5")]
    [InlineData(120.0, "its checks (Cekura names none)")]
    [InlineData(null, "its checks (Cekura names none)")]
    public void Scores_below_100_are_not_met(double? score, string reason) =>
        Assert.Equal(
            $"Failed: {reason}.",
            Judge(
                Failed with
                {
                    Metrics = [],
                    ExpectedOutcome = new() { Score = score },
                }
            ).Headline
        );

    [Fact]
    public void A_failed_rubric_rule_weighs_more_than_an_outcome_that_could_not_be_judged() =>
        Assert.Equal("V19", Judge(NeedsReview with { Rubric = [Rubric("Latency (in ms)", "2480.0", "score lte 2000")] }).Rule);

    [Fact]
    public void A_part_that_was_missed_weighs_more_than_one_that_could_not_be_judged() =>
        Assert.Equal(
            "V19",
            Judge(NeedsReview with { ExpectedOutcome = ExpectedOutcomeOf(50, ("One", Alignment.Blocked), ("Two", Alignment.No)) }).Rule
        );
}
