using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;
using Cekura.Models.Chat;
using static Cekura.Emulator.Tests.Judging.Judgements;

namespace Cekura.Emulator.Tests.Judging;

/// <summary>Judgements are kept, shown, and made again when scores are.</summary>
public sealed class RejudgingTests
{
    private const string Scenario = "\"metrics\": [48, 5], \"expected_outcome_prompt\": \"The agent reads the slot back.\",";

    private const string Metrics = """
        { "id": 48, "name": "Expected Outcome", "slug": "expected_outcome" },
        { "id": 5, "name": "Polite", "type": "llm_judge", "prompt": "Is it polite?" }
        """;

    [Fact]
    public async Task The_expected_outcome_is_judged_again_and_the_metric_keeps_its_judgement()
    {
        var model = StubModel.Saying(Line("unmet"), Metric("pass"), Line("met"));
        await using var bench = Open(model, Scenario, Metrics, samples: 1);
        var first = Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;
        Assert.False(first["success"]!.GetValue<bool>());

        var (status, body) = await bench.SendAsync(HttpMethod.Post, $"runs/{first["id"]}/run_expected_outcome/", "{}");

        Assert.Equal(200, status);
        var run = JsonNode.Parse(body)!;
        Assert.Equal((true, null, ""), Verdict(run));
        Assert.Equal(["5", "5"], run["evaluation"]!["metrics"]!.AsArray().Select(metric => metric!["score"]!.ToString()));
        Assert.Equal(["judge outcome 0", "judge metric 5 0", "judge outcome 0"], model.Kinds);
        Assert.Equal(
            ["judge metric 5", "judge outcome"],
            run["metadata"]!["emulator_judge"]!["questions"]!.AsArray().Select(question => question!["question"]!.ToString())
        );
    }

    [Fact]
    public async Task In_the_background_it_is_in_progress_until_the_judge_has_answered()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var model = new Gate(StubModel.Saying(Line("unmet"), Metric("pass"), Line("met")), release.Task, after: 2);
        await using var bench = Open(model, Scenario, Metrics, samples: 1);
        var id = Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!["id"];

        var started = JsonNode.Parse((await bench.SendAsync(HttpMethod.Post, $"runs/{id}/run_expected_outcome_bg/", "{}")).Body)!;
        var path = $"runs/run_expected_outcome_progress/?progress_id={started["progress_id"]}";
        Assert.Equal("in_progress", (await bench.GetAsync(path))["status"]!.ToString());
        Assert.Equal("in_progress", (await bench.GetAsync(path))["status"]!.ToString());
        release.SetResult();

        var done = await bench.UntilAsync(path, answer => answer["status"]!.ToString() == "completed");
        Assert.Equal("100", done["expected_outcome"]!["score"]!.ToString());
    }

    [Fact]
    public async Task Metrics_are_judged_again_and_the_rest_keeps_its_judgement()
    {
        var model = StubModel.Saying(Line("met"), Metric("fail"), Metric("pass"));
        await using var bench = Open(model, Scenario, Metrics, samples: 1);
        var run = Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;
        Assert.False(run["success"]!.GetValue<bool>());

        await EvaluateAsync(bench, run, "\"5\"");

        var again = await bench.UntilAsync($"runs/{run["id"]}/", read => read["status"]!.ToString() == "completed");
        Assert.Equal((true, null, ""), Verdict(again));
        Assert.Equal(["judge outcome 0", "judge metric 5 0", "judge metric 5 0"], model.Kinds);
    }

    [Fact]
    public async Task A_judge_that_fails_the_second_time_takes_the_pass_back()
    {
        await using var bench = Open(StubModel.Saying(Line("met"), Metric("pass")), Scenario, Metrics, samples: 1);
        var run = Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;
        Assert.True(run["success"]!.GetValue<bool>());

        await EvaluateAsync(bench, run, "\"5\"");

        var again = await bench.UntilAsync($"runs/{run["id"]}/", read => read["status"]!.ToString() == "completed");
        Assert.Equal("V30", Verdict(again).Rule);
    }

    [Fact]
    public async Task The_next_emulator_has_the_judgements_and_without_a_model_none_of_what_is_judged_again()
    {
        await using var bench = Open(StubModel.Saying(Line("met"), Metric("pass")), Scenario, Metrics);
        var run = Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;

        await using var next = Open(null, Scenario, Metrics);
        next.Emulator.LoadData(bench.Emulator.SaveData());

        var kept = await next.GetAsync($"runs/{run["id"]}/");
        Assert.Equal(run.ToJsonString(), kept.ToJsonString());
        await EvaluateAsync(next, run, "\"5\"");
        Assert.Equal(
            (false, "V29", "Not judged: the emulator has no rule and no judge for metric 5 \"Polite\"."),
            Verdict(await next.GetAsync($"runs/{run["id"]}/"))
        );
    }

    [Fact]
    public async Task What_the_judge_saw_and_said_is_with_the_run_in_full_and_nowhere_else()
    {
        var model = StubModel.Saying(Line("unmet", "wrong"), Line("unmet"), Line("met"), Line("met"), Metric("pass"));
        await using var bench = Open(model, Scenario, Metrics);
        var run = Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;

        var judge = run["metadata"]!["emulator_judge"]!;
        Assert.Equal("stub-1", judge["model"]!.ToString());
        var outcome = judge["questions"]![0]!;
        Assert.Equal("judge outcome", outcome["question"]!.ToString());
        Assert.Equal(
            model.Asked[0].Messages.Select(message => message.Content),
            outcome["asked"]!.AsArray().Select(message => message!["content"]!.ToString())
        );
        Assert.Equal(
            ["0 unmet ", "0 unmet again", "1 met ", "2 met "],
            outcome["answers"]!
                .AsArray()
                .Select(answer =>
                    $"{answer!["sample"]} {answer["answer"]!["statements"]![0]!["answer"]} {(answer["asked_again"] is null ? "" : "again")}"
                )
        );
        Assert.DoesNotContain(
            "emulator_judge",
            (await bench.GetAsync($"results/{run["result_id"]}/")).ToJsonString(),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "emulator_judge",
            (await bench.GetAsync($"runs/?result_id={run["result_id"]}")).ToJsonString(),
            StringComparison.Ordinal
        );
    }

    private static async Task EvaluateAsync(EmulatorBench bench, JsonNode run, string metrics) =>
        Assert.Equal(
            200,
            (
                await bench.SendAsync(
                    HttpMethod.Post,
                    $"results/{run["result_id"]}/evaluate_metrics/",
                    $$"""{ "run_ids": ["{{run["id"]}}"], "metric_ids": [{{metrics}}] }"""
                )
            ).Status
        );

    /// <summary>Holds its answers back after some.</summary>
    private sealed class Gate(IChatModel model, Task release, int after) : IChatModel
    {
        private int _asked;

        public async Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _asked) > after)
            {
                await release;
            }

            return await model.AskAsync(request, cancellationToken);
        }
    }
}
