using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Contract.Tests;

/// <summary>
/// The example runs, with each part that decides replaced by values of every other type: a verdict that is not green stays so, and what
/// nobody can read is said.
/// </summary>
public sealed class UnreadableExamples
{
    private static readonly string[] Deciding =
    [
        "success",
        "evaluation_status",
        "expected_outcome",
        "score",
        "outcome_alignments",
        "aligned",
        "evaluation",
        "metrics",
        "passed",
        "score_normalized",
        "rubric",
        "critical_categories",
        "priority",
    ];

    private static readonly string[] Strange = ["\"strange\"", "\"100%\"", "77.5", "[7]", "{\"strange\":true}", "\"[\""];

    private static readonly VerdictRules[] Rules =
    [
        new(),
        new()
        {
            RequireExpectedOutcome = true,
            NoMetrics = NoMetricsOutcome.Fail,
            NeedsReview = NeedsReviewOutcome.Pass,
        },
        new()
        {
            FailOnCritical = false,
            HonorReviews = false,
            NeedsReview = NeedsReviewOutcome.Pass,
        },
    ];

    public static TheoryData<string> Runs =>
        [.. Examples.SkipReason is null ? Examples.Matching("run-*.json").Where(file => RunAnswers.Expected.ContainsKey(file)) : ["none"]];

    [ContractTheory]
    [MemberData(nameof(Runs))]
    public void No_strange_value_makes_a_verdict_green(string file)
    {
        var whole = Examples.Json(file);
        var replaced = 0;
        foreach (var rules in Rules)
        {
            var before = Judge(whole, rules);
            foreach (var (part, json) in Replacements(whole))
            {
                var after = Judge(json, rules);
                replaced++;
                Assert.True(
                    after.Outcome != Outcome.Passed || before.Outcome == Outcome.Passed || IsNumber(part),
                    $"{file}, {part}: {before.Rule} became {after.Rule}"
                );

                var said = string.Join('\n', after.Notes.Prepend(after.FullMessage));
                // Of a run that did not come to its end nothing is judged, and what a person marked as wrong decides nothing.
                var isJudged =
                    after.Rule is not ("V10" or "V12" or "V13" or "V14")
                    && !part.StartsWith("critical_categories.2.priority", StringComparison.Ordinal);
                Assert.True(
                    !isJudged || IsNumber(part) || said.Contains("cannot be read (", StringComparison.Ordinal),
                    $"{file}, {part} is not said: {after.Rule} {said}"
                );
            }
        }

        Assert.True(replaced > 0);
    }

    // A number where numbers stand is another score, not a strange one.
    private static bool IsNumber(string part) =>
        part.EndsWith("= 77.5", StringComparison.Ordinal) && (part.Contains("score", StringComparison.Ordinal));

    private static RunVerdict Judge(JsonElement json, VerdictRules rules)
    {
        var run = Run.Read(json);
        var judge = new RunJudge(rules, DashboardLink.WithoutProject);
        return judge.IsSettled(run, rules.Settle)
            ? judge.Judge(run, [], WatchEnd.Settled)
            : judge.Judge(run, [], WatchEnd.TimeLimit(rules.Settle));
    }

    private static IEnumerable<(string Part, JsonElement Json)> Replacements(JsonElement whole)
    {
        foreach (var way in Ways(JsonNode.Parse(whole.GetRawText())!, []))
        {
            foreach (var value in Strange)
            {
                var json = JsonNode.Parse(whole.GetRawText())!;
                var parent = way[..^1].Aggregate(json, (node, step) => node is JsonArray list ? list[int.Parse(step)]! : node[step]!);
                parent[way[^1]] = JsonNode.Parse(value);
                yield return ($"{string.Join('.', way)} = {value}", JsonElement.Parse(json.ToJsonString()));
            }
        }
    }

    /// <summary>Where parts that decide stand; what stands in metadata and transcripts decides nothing.</summary>
    private static IEnumerable<string[]> Ways(JsonNode node, string[] way)
    {
        if (node is JsonArray list)
        {
            return list.Index().Where(entry => entry.Item is not null).SelectMany(entry => Ways(entry.Item!, [.. way, $"{entry.Index}"]));
        }

        return node is not JsonObject json
            ? []
            : json.SelectMany(field =>
            {
                string[] here = [.. way, field.Key];
                var isScoreOfNothing = field is { Key: "score" or "score_normalized" or "passed", Value: null };
                IEnumerable<string[]> own = Deciding.Contains(field.Key) && !isScoreOfNothing ? [here] : [];
                return field is { Key: not ("metadata" or "transcript_object" or "extra" or "expected_conditions"), Value: { } value }
                    ? own.Concat(Ways(value, here))
                    : own;
            });
    }
}
