using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Verdict;

/// <summary>
/// A part that decides and cannot be read is not the same as none (V25): nothing gets green by it, and nothing gets lost.
/// </summary>
public class UnreadablePartTests
{
    private const string Whole = """
        { "id": 5, "result_id": 9, "status": "completed", "success": true, "evaluation_status": "success",
          "expected_outcome": { "score": 100, "explanation": ["✅ Books"], "outcome_alignments": [{ "outcome": "It booked", "prompt_part": "Books", "aligned": "yes" }] },
          "evaluation": { "metrics": [
            { "id": 55, "name": "Confirms", "type": "binary", "score": 5, "score_normalized": 1, "passed": true, "extra": {} },
            { "id": 56, "name": "Latency", "type": "numeric", "score": 1500, "extra": null },
            { "id": 57, "name": "Mood", "type": "enum", "score": null, "enum": "happy" }] },
          "rubric": [{ "metric_id": 55, "metric_name": "Confirms", "value": 5, "passed": true, "conditions": "score gte 5" }],
          "critical_categories": [{ "category_id": 1, "category": "Curt", "priority": "non-critical", "wrongly_marked": false }] }
        """;

    // Values of every type, none of which can mean what stood there.
    private static readonly string[] Strange =
    [
        "\"100%\"",
        "\"strange\"",
        "77",
        "-1.5",
        "1e999",
        "[]",
        "[1]",
        "[[]]",
        "{}",
        "{\"strange\":true}",
        "\"{\\\"strange\\\":1}\"",
        "\"[1]\"",
        "\"[\"",
    ];

    // A run that did not pass, the rules by which, and the part that decided.
    public static TheoryData<string, string, string> Red =>
        new()
        {
            { "success", """{ "success": false }""", "" },
            { "evaluation_status", """{ "evaluation_status": "reviewed_failure" }""", "" },
            { "expected_outcome", """{ "expected_outcome": { "score": 0, "explanation": ["❌ Books"] } }""", "outcome" },
            { "expected_outcome.score", """{ "expected_outcome": { "score": 0, "explanation": ["❌ Books"] } }""", "outcome" },
            {
                "expected_outcome.outcome_alignments",
                """{ "expected_outcome": { "score": 50, "outcome_alignments": [{ "aligned": "no" }] } }""",
                "outcome review"
            },
            {
                "expected_outcome.outcome_alignments.0",
                """{ "expected_outcome": { "score": 50, "outcome_alignments": [{ "aligned": "no" }, { "aligned": "blocked" }] } }""",
                "outcome review"
            },
            {
                "expected_outcome.outcome_alignments.0.aligned",
                """{ "expected_outcome": { "score": 50, "outcome_alignments": [{ "aligned": "no" }, { "aligned": "blocked" }] } }""",
                "outcome review"
            },
            { "critical_categories", """{ "critical_categories": [{ "category": "Privacy", "priority": "critical" }] }""", "" },
            { "critical_categories.0", """{ "critical_categories": [{ "category": "Privacy", "priority": "critical" }] }""", "" },
            { "critical_categories.0.priority", """{ "critical_categories": [{ "category": "Privacy", "priority": "critical" }] }""", "" },
            {
                "critical_categories.0.wrongly_marked",
                """{ "critical_categories": [{ "category": "Privacy", "priority": "critical", "wrongly_marked": false }] }""",
                ""
            },
            { "evaluation", """{ "evaluation": { "metrics": [] }, "rubric": null, "expected_outcome": null }""", "metrics" },
            { "evaluation.metrics", """{ "evaluation": { "metrics": [] }, "rubric": null, "expected_outcome": null }""", "metrics" },
            { "rubric", """{ "evaluation": null, "rubric": [], "expected_outcome": null }""", "metrics" },
            { "expected_outcome", """{ "evaluation": null, "rubric": [], "expected_outcome": {} }""", "metrics" },
            {
                "evaluation.metrics.0.extra",
                """{ "evaluation": { "metrics": [{ "name": "M", "type": "binary", "score": 5, "extra": { "trigger_failed": true } }] }, "rubric": null, "expected_outcome": null }""",
                "metrics"
            },
            {
                "evaluation.metrics.0.extra.trigger_failed",
                """{ "evaluation": { "metrics": [{ "name": "M", "type": "binary", "score": 5, "extra": { "trigger_failed": true } }] }, "rubric": null, "expected_outcome": null }""",
                "metrics"
            },
            {
                "evaluation.metrics.0",
                """{ "evaluation": { "metrics": [{ "name": "Confirms", "type": "binary", "score": 0 }] }, "rubric": null, "success": false, "expected_outcome": { "score": 50 } }""",
                "review"
            },
            {
                "evaluation.metrics.0.score",
                """{ "evaluation": { "metrics": [{ "name": "Confirms", "type": "binary", "score": 0 }] }, "rubric": null, "success": false, "expected_outcome": { "score": 50 } }""",
                "review"
            },
            {
                "evaluation.metrics.0.passed",
                """{ "evaluation": { "metrics": [{ "name": "Confirms", "eval_type": "binary", "passed": false }] }, "rubric": null, "success": false, "expected_outcome": { "score": 50 } }""",
                "review"
            },
            {
                "rubric",
                """{ "rubric": [{ "metric_name": "Latency", "passed": false }], "success": false, "expected_outcome": { "score": 50 } }""",
                "review"
            },
            {
                "rubric.0",
                """{ "rubric": [{ "metric_name": "Latency", "passed": false }], "success": false, "expected_outcome": { "score": 50 } }""",
                "review"
            },
            {
                "rubric.0.passed",
                """{ "rubric": [{ "metric_name": "Latency", "passed": false }], "success": false, "expected_outcome": { "score": 50 } }""",
                "review"
            },
            { "evaluation", """{ "evaluation": { "metrics": [{ "name": "Latency", "type": "numeric", "score": 9000 }] } }""", "expect" },
            {
                "evaluation.metrics",
                """{ "evaluation": { "metrics": [{ "name": "Latency", "type": "numeric", "score": 9000 }] } }""",
                "expect"
            },
            {
                "evaluation.metrics.0",
                """{ "evaluation": { "metrics": [{ "name": "Latency", "type": "numeric", "score": 9000 }] } }""",
                "expect"
            },
        };

    [Theory]
    [MemberData(nameof(Red))]
    public void Nothing_that_nobody_can_read_makes_a_verdict_green(string part, string changes, string rules)
    {
        Assert.NotEqual(Outcome.Passed, JudgeJson(With(changes), rules).Outcome);
        foreach (var value in Strange.Where(value => !IsReadable(part, value)))
        {
            var verdict = JudgeJson(Replaced(With(changes), part, value), rules);

            Assert.True(verdict.Outcome != Outcome.Passed, $"{part} = {value}: {verdict.Rule}, {string.Join("; ", verdict.Notes)}");
        }
    }

    public static TheoryData<string> Deciding =>
        [
            "success",
            "evaluation_status",
            "expected_outcome",
            "expected_outcome.score",
            "expected_outcome.outcome_alignments",
            "expected_outcome.outcome_alignments.0",
            "expected_outcome.outcome_alignments.0.aligned",
            "evaluation",
            "evaluation.metrics",
            "evaluation.metrics.0",
            "evaluation.metrics.0.type",
            "evaluation.metrics.0.passed",
            "evaluation.metrics.0.score_normalized",
            "evaluation.metrics.0.extra",
            "evaluation.metrics.1.score",
            "evaluation.metrics.2.enum",
            "rubric",
            "rubric.0",
            "rubric.0.passed",
            "critical_categories",
            "critical_categories.0",
            "critical_categories.0.priority",
        ];

    [Theory]
    [MemberData(nameof(Deciding))]
    public void Nothing_that_nobody_can_read_is_taken_for_nothing(string part)
    {
        Assert.Equal(("V23", 0), (JudgeJson(With("{}"), "").Rule, JudgeJson(With("{}"), "").Notes.Count));
        foreach (var value in Strange.Where(value => !IsReadable(part, value)))
        {
            var verdict = JudgeJson(Replaced(With("{}"), part, value), "");

            var said = string.Join('\n', verdict.Notes.Prepend(verdict.Message));
            Assert.True(said.Contains("cannot be read (", StringComparison.Ordinal), $"{part} = {value}: {verdict.Rule} {said}");
        }
    }

    [Theory]
    [InlineData("expected_outcome", "\"strange\"", "Not judged: the expected outcome cannot be read (\"strange\").")]
    [InlineData("expected_outcome", "[{\"score\":100}]", "Not judged: the expected outcome cannot be read ([{\"score\":100}]).")]
    [InlineData("expected_outcome.score", "\"100%\"", "Not judged: the score of the expected outcome cannot be read (\"100%\").")]
    [InlineData("expected_outcome.score", "null", "Not judged: the score of the expected outcome cannot be read (nothing).")]
    [InlineData("critical_categories", "\"Privacy\"", "Not judged: the critical categories cannot be read (\"Privacy\").")]
    [InlineData(
        "critical_categories",
        "{\"category\":\"Privacy\"}",
        "Not judged: the critical categories cannot be read ({\"category\":\"Privacy\"})."
    )]
    [InlineData(
        "critical_categories.0.priority",
        "\"severe\"",
        "Not judged: the priority of the deviation Curt cannot be read (\"severe\")."
    )]
    [InlineData("evaluation_status", "\"disputed\"", "Not judged: the evaluation status cannot be read (\"disputed\").")]
    [InlineData("success", "\"maybe\"", "Not judged: success cannot be read (\"maybe\").")]
    public void What_the_settings_ask_for_and_nobody_can_read_is_not_judged(string part, string value, string headline)
    {
        var verdict = JudgeJson(Replaced(With("{}"), part, value), "outcome metrics");

        Assert.Equal((Outcome.Failed, "V25", headline), (verdict.Outcome, verdict.Rule, verdict.Headline));
    }

    [Fact]
    public void What_no_setting_asks_for_is_a_warning()
    {
        var verdict = JudgeJson(Replaced(With("{}"), "expected_outcome.score", "\"100%\""), "");

        Assert.Equal((Outcome.Passed, "V23"), (verdict.Outcome, verdict.Rule));
        Assert.Equal(["warning: not judged: the score of the expected outcome cannot be read (\"100%\")"], verdict.Notes);
    }

    [Theory]
    [InlineData("expected_outcome", """ "{\"score\": 0}" """, "V22")]
    [InlineData("expected_outcome.score", "\"0\"", "V22")]
    [InlineData("expected_outcome.score", "\"100\"", "V23")]
    [InlineData("critical_categories", """ "[{\"category\": \"Privacy\", \"priority\": \"critical\"}]" """, "V20")]
    [InlineData("critical_categories", "\"[]\"", "V23")]
    [InlineData("evaluation", """ "{\"metrics\": [{\"name\": \"Mood\", \"type\": \"enum\", \"enum\": \"sad\"}]}" """, "V23")]
    [InlineData("success", "\"true\"", "V23")]
    [InlineData("success", "\"false\"", "V19")]
    public void What_can_mean_nothing_else_is_read(string part, string value, string rule)
    {
        var verdict = JudgeJson(Replaced(With("{}"), part, value), "outcome metrics");

        Assert.Equal(rule, verdict.Rule);
        Assert.DoesNotContain(verdict.Notes, note => note.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        """{ "evaluation": { "metrics": [{ "name": "A", "type": "binary", "score": null }, { "name": "B", "score": 5, "extra": { "trigger_failed": true } }] }, "rubric": null, "expected_outcome": {} }"""
    )]
    [InlineData(
        """{ "evaluation": { "metrics": [{ "name": "A", "type": "binary", "score": null }] }, "rubric": [{ "metric_name": "A", "passed": null }], "expected_outcome": {} }"""
    )]
    public void A_run_whose_metrics_do_not_apply_is_one_without_metrics(string changes)
    {
        var verdict = JudgeJson(With(changes), "metrics");
        Assert.Equal(
            (Outcome.Failed, "V23", "No metric applied: the run only shows that the conversation completed."),
            (verdict.Outcome, verdict.Rule, verdict.Headline)
        );

        var warned = JudgeJson(With(changes), "");
        Assert.Equal(Outcome.Passed, warned.Outcome);
        Assert.Contains("no metric applied: the run only shows that the conversation completed", warned.Notes);
    }

    [Theory]
    [InlineData(
        "Latency",
        "<= 2000",
        "evaluation.metrics.1.score",
        "\"1500 ms\"",
        "Expected Latency <= 2000, was unreadable (score \"1500 ms\")."
    )]
    [InlineData(
        "Confirms",
        "pass",
        "evaluation.metrics.0.passed",
        "\"perhaps\"",
        "Expected Confirms pass, was unreadable (passed \"perhaps\")."
    )]
    [InlineData(
        "Latency",
        "<= 2000",
        "evaluation.metrics",
        "{\"Latency\":1}",
        "Expected Latency <= 2000, was not readable: the metrics cannot be read ({\"Latency\":1})."
    )]
    public void An_expectation_of_what_nobody_can_read_does_not_hold(
        string metric,
        string expression,
        string part,
        string value,
        string headline
    )
    {
        var verdict = new RunJudge(new()).Judge(Replaced(With("{}"), part, value), [Expect(metric, expression)], WatchEnd.Settled);

        Assert.Equal((Outcome.Failed, "V22b", headline), (verdict.Outcome, verdict.Rule, verdict.Headline));
    }

    [Fact]
    public void Passed_as_a_status_is_no_verdict_beside_another_that_nobody_can_read()
    {
        var verdict = JudgeJson(With("""{ "status": "passed", "success": "perhaps" }"""), "");

        Assert.Equal((Outcome.Failed, "V25"), (verdict.Outcome, verdict.Rule));
    }

    private static bool IsReadable(string part, string value) =>
        (part, value) switch
        {
            // Documented as none; a label; nothing more to say; JSON in a text; numbers that are numbers.
            ("expected_outcome" or "evaluation", "{}") => true,
            ("evaluation.metrics" or "expected_outcome.outcome_alignments" or "rubric" or "critical_categories", "[]") => true,
            ("evaluation.metrics.0.type", "\"100%\"" or "\"strange\"" or "\"{\\\"strange\\\":1}\"" or "\"[1]\"" or "\"[\"") => true,
            ("evaluation.metrics.0.extra", "[]" or "{}" or "{\"strange\":true}" or "\"{\\\"strange\\\":1}\"") => true,
            ("evaluation.metrics.2.enum", not ("[]" or "[1]" or "[[]]" or "{}" or "{\"strange\":true}")) => true,
            ("evaluation.metrics.1.score" or "evaluation.metrics.0.score_normalized" or "expected_outcome.score", "77" or "-1.5") => true,
            ("evaluation.metrics.0.score", "77") => true,
            _ => false,
        };

    private static RunVerdict JudgeJson(Run run, string rules) =>
        new RunJudge(
            new()
            {
                RequireExpectedOutcome = rules.Contains("outcome", StringComparison.Ordinal),
                NoMetrics = rules.Contains("metrics", StringComparison.Ordinal) ? NoMetricsOutcome.Fail : NoMetricsOutcome.Warn,
                NeedsReview = rules.Contains("review", StringComparison.Ordinal) ? NeedsReviewOutcome.Pass : NeedsReviewOutcome.Fail,
            }
        ).Judge(run, rules.Contains("expect", StringComparison.Ordinal) ? [Expect("Latency", "<= 2000")] : [], WatchEnd.Settled);

    private static Run With(string changes)
    {
        var json = JsonNode.Parse(Whole)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject())
        {
            json[name] = value?.DeepClone();
        }

        return Read(json.ToJsonString());
    }

    private static Run Replaced(Run run, string part, string value)
    {
        // As text: no node holds 1e999.
        const string Place = "\"PLACE\"";
        var json = JsonNode.Parse(run.Source.GetRawText())!;
        var way = part.Split('.');
        var parent = way[..^1].Aggregate(json, (node, step) => node is JsonArray list ? list[int.Parse(step)]! : node[step]!);
        if (parent is JsonArray entries)
        {
            entries[int.Parse(way[^1])] = "PLACE";
        }
        else
        {
            parent[way[^1]] = "PLACE";
        }

        return Read(json.ToJsonString().Replace(Place, value, StringComparison.Ordinal));
    }

    private static Run Read(string json) => Run.Read(JsonElement.Parse(json));
}
