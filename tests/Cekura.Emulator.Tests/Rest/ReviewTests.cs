using System.Text;
using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;

namespace Cekura.Emulator.Tests.Rest;

/// <summary>What can be done with runs that have ended.</summary>
public sealed class ReviewTests : IAsyncDisposable
{
    private const string Start = """{ "agent_id": 1, "scenarios": [1] }""";
    private readonly EmulatorBench _bench = new(Seed("agent_says", "no"));

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_metric_vote_changes_the_score_and_the_reviewed_verdict()
    {
        var id = await RunAsync();
        Assert.Equal("failure", (await RunAsync(id))["evaluation_status"]!.ToString());

        await PostAsync($"runs/{id}/mark_expected_outcome_vote/", """{ "thumbs_up": false }""");
        await PostAsync(
            $"runs/{id}/mark_metric_vote/",
            """{ "metric_id": 55, "thumbs_up": false, "expected_value": 5, "feedback": "It did" }"""
        );

        var run = await RunAsync(id);
        Assert.Equal(
            ("reviewed_success", "It did", true),
            (run["evaluation_status"]!.ToString(), run["feedback"]!.ToString(), run["is_reviewed"]!.GetValue<bool>())
        );
        Assert.Equal(5, Metric(run, 55)["score"]!.GetValue<double>());
        Assert.Equal(100, run["expected_outcome"]!["score"]!.GetValue<double>());
        Assert.False(run["success"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_vote_without_a_value_confirms_the_verdict()
    {
        var id = await RunAsync();

        await PostAsync($"runs/{id}/mark_metric_vote/", """{ "metric_id": 55, "thumbs_up": true, "expected_value": null }""");

        Assert.Equal("reviewed_failure", (await RunAsync(id))["evaluation_status"]!.ToString());
    }

    [Theory]
    [InlineData("mark_metric_vote", """{ "metric_id": 55, "thumbs_up": true }""", 400, "expected_value")]
    [InlineData("mark_metric_vote", """{ "thumbs_up": true, "expected_value": 5 }""", 400, "metric_id")]
    [InlineData("mark_metric_vote", """{ "metric_id": 9, "thumbs_up": true, "expected_value": 5 }""", 404, "detail")]
    [InlineData("mark_expected_outcome_vote", "{}", 400, "thumbs_up")]
    [InlineData("mark_critical_scenario_wrong", """{ "scenario_id": 8 }""", 404, "detail")]
    [InlineData("mark_critical_scenario_wrong", "{}", 400, "scenario_id")]
    public async Task Wrong_votes_are_refused(string call, string body, int status, string named)
    {
        var answer = await _bench.SendAsync(HttpMethod.Post, $"runs/{await RunAsync()}/{call}/", body);

        Assert.Equal(status, answer.Status);
        Assert.Contains($"\"{named}\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_critical_deviation_is_marked_as_wrong_and_back()
    {
        var id = await RunAsync();

        await PostAsync($"runs/{id}/mark_critical_scenario_wrong/", """{ "scenario_id": 42 }""");
        Assert.True(Deviation(await RunAsync(id))["wrongly_marked"]!.GetValue<bool>());

        await PostAsync($"runs/{id}/unmark_critical_scenario_wrong/", """{ "scenario_id": 42 }""");
        Assert.False(Deviation(await RunAsync(id))["wrongly_marked"]!.GetValue<bool>());
    }

    [Fact]
    public async Task What_people_say_of_a_run_changes_no_other_run_of_the_same_replay()
    {
        var (id, other) = (await RunAsync(), await RunAsync());
        var before = (await RunAsync(other)).ToJsonString();

        await PostAsync($"runs/{id}/mark_expected_outcome_vote/", """{ "thumbs_up": false }""");
        await PostAsync($"runs/{id}/mark_metric_vote/", """{ "metric_id": 55, "thumbs_up": false, "expected_value": 5 }""");
        await PostAsync($"runs/{id}/mark_critical_scenario_wrong/", """{ "scenario_id": 42 }""");

        Assert.Equal(5, Metric(await RunAsync(id), 55)["score"]!.GetValue<double>());
        Assert.Equal(before, (await RunAsync(other)).ToJsonString());
    }

    [Fact]
    public async Task Rules_of_a_new_seed_score_the_same_conversation_again()
    {
        var id = await RunAsync();
        var result = (await RunAsync(id))["result_id"];
        _bench.Emulator.Reload(EmulatorSeed.Parse(Encoding.UTF8.GetBytes(Seed("agent_says", "yes")), "seed.json"));
        Assert.Equal(0, Metric(await RunAsync(id), 55)["score"]!.GetValue<double>());

        var answer = await PostAsync($"results/{result}/evaluate_metrics/", $$"""{ "run_ids": ["{{id}}"], "metric_ids": ["48", "55"] }""");

        Assert.Equal("running", answer["status"]!.ToString());
        var run = await RunAsync(id);
        Assert.Equal(
            ("completed", 5, "success"),
            (run["status"]!.ToString(), Metric(run, 55)["score"]!.GetValue<int>(), run["evaluation_status"]!.ToString())
        );
        Assert.Equal("completed", (await _bench.GetAsync($"results/{result}/"))["status"]!.ToString());
        Assert.Single((await _bench.GetAsync("runs/"))["results"]!.AsArray());
    }

    [Fact]
    public async Task A_new_rule_that_takes_too_long_fails_the_runs_that_it_scores_and_says_so()
    {
        const string Wanted = "took too long on what the agent said";
        var talk = $$"""{ "turns": [{ "role": "Main Agent", "content": "{{new string('a', 40)}}!" }] }""";
        await using var bench = new EmulatorBench(Endless(talk, "a"));
        var started = Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;
        var (id, result) = (started["id"]!.GetValue<long>(), started["result_id"]!.GetValue<long>());
        Assert.Equal("completed", started["status"]!.ToString());
        bench.Emulator.Reload(EmulatorSeed.Parse(Encoding.UTF8.GetBytes(Endless(talk, "(?=a)(a+)+$")), "seed.json"));

        var outcome = await bench.SendAsync(HttpMethod.Post, $"runs/{id}/run_expected_outcome/", "{}");
        var inBackground = await bench.SendAsync(HttpMethod.Post, $"runs/{id}/run_expected_outcome_bg/", "{}");
        var metrics = await bench.SendAsync(
            HttpMethod.Post,
            $"results/{result}/evaluate_metrics/",
            $$"""{ "run_ids": ["{{id}}"], "metric_ids": ["1"] }"""
        );

        Assert.Equal((400, 400, 200), (outcome.Status, inBackground.Status, metrics.Status));
        Assert.Contains(Wanted, outcome.Body, StringComparison.Ordinal);
        Assert.Contains(Wanted, inBackground.Body, StringComparison.Ordinal);
        var run = await bench.GetAsync($"runs/{id}/");
        Assert.Equal(("failed", false), (run["status"]!.ToString(), run["success"]!.GetValue<bool>()));
        Assert.Contains(Wanted, run["error_message"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("failed", (await bench.GetAsync($"results/{result}/"))["status"]!.ToString());

        static string Endless(string talk, string expression) =>
            $$"""
                { "agents": [{ "id": 1 }],
                  "metrics": [{ "id": 1, "name": "m", "rule": { "agent_says": "{{expression}}" } }],
                  "scenarios": [{ "id": 1, "name": "A", "agent": 1, "metrics": [1], "replay": {{talk}},
                    "outcomes": [{ "text": "It says a.", "rule": { "agent_says": "{{expression}}" } }] }] }
                """;
    }

    [Theory]
    [InlineData("""{ "run_ids": [], "metric_ids": ["55"] }""", "run_ids")]
    [InlineData("""{ "run_ids": ["7"], "metric_ids": ["55"] }""", "run_ids")]
    [InlineData("""{ "run_ids": [5001] }""", "metric_ids")]
    [InlineData("""{ "run_ids": [5001], "metric_ids": [9] }""", "metric_ids")]
    public async Task Scoring_again_needs_runs_of_the_result_and_known_metrics(string body, string field)
    {
        var result = (await RunAsync(await RunAsync()))["result_id"];

        var answer = await _bench.SendAsync(HttpMethod.Post, $"results/{result}/evaluate_metrics/", body);

        Assert.Equal(400, answer.Status);
        Assert.Contains($"\"{field}\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_expected_outcome_is_judged_at_once_and_in_the_background()
    {
        var id = await RunAsync();
        _bench.Emulator.Reload(EmulatorSeed.Parse(Encoding.UTF8.GetBytes(Seed("agent_says", "yes")), "seed.json"));

        var run = await PostAsync($"runs/{id}/run_expected_outcome/", "{}");
        var progress = (await PostAsync($"runs/{id}/run_expected_outcome_bg/", "{}"))["progress_id"];
        var first = await _bench.GetAsync($"runs/run_expected_outcome_progress/?progress_id={progress}");
        var second = await _bench.GetAsync($"runs/run_expected_outcome_progress/?progress_id={progress}");

        Assert.Equal(100, run["expected_outcome"]!["score"]!.GetValue<double>());
        Assert.Equal(("in_progress", "completed"), (first["status"]!.ToString(), second["status"]!.ToString()));
        Assert.Equal(100, second["expected_outcome"]!["score"]!.GetValue<double>());
        Assert.Equal(404, (await _bench.SendAsync(HttpMethod.Get, $"runs/improve_prompt_progress/?progress_id={progress}")).Status);
    }

    [Fact]
    public async Task A_rerun_is_a_new_result_with_new_conversations()
    {
        var old = (await RunAsync(await RunAsync()))["result_id"]!.GetValue<long>();

        var result = await PostAsync($"results/{old}/rerun/", "");

        Assert.NotEqual(old, result["id"]!.GetValue<long>());
        await _bench.UntilAsync($"results/{result["id"]}/", now => now["status"]!.ToString() == "completed");
        Assert.Equal(2, (await _bench.GetAsync("runs/"))["count"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_better_prompt_names_what_failed_and_is_always_the_same()
    {
        var id = await RunAsync();
        var body = $$"""{ "prompt": "Be kind.", "run_ids": [{{id}}] }""";

        var improved = await PostAsync("runs/improve_prompt/", body);
        var progress = (await PostAsync("runs/improve_prompt_bg/", body))["progress_id"];
        await _bench.GetAsync($"runs/improve_prompt_progress/?progress_id={progress}");

        Assert.Equal(
            "Be kind.\n\nIn every conversation:\n- Never deviate in \"Says nothing\".\n- The agent agrees\n- Satisfy the metric \"Agrees\".\n",
            improved["improved_prompt"]!.ToString()
        );
        Assert.Equal(
            improved["improved_prompt"]!.ToString(),
            (await _bench.GetAsync($"runs/improve_prompt_progress/?progress_id={progress}"))["improved_prompt"]!.ToString()
        );
        var issues = (
            await PostAsync(
                "runs/improve_prompt_issues/",
                $$"""{ "run_ids": [{{id}}], "category_ids": [1], "workflow_metric_ids": [55] }"""
            )
        )["issues"]!.AsArray();
        Assert.Equal(
            ["Expected outcome not met: The agent agrees", "Metric failed: Agrees"],
            issues.Select(issue => issue!["description"]!.ToString())
        );
        Assert.Equal(
            400,
            (await _bench.SendAsync(HttpMethod.Post, "runs/improve_prompt/", """{ "prompt": "p", "run_ids": [1, 2, 3, 4] }""")).Status
        );
    }

    [Fact]
    public async Task A_promoted_run_is_a_test_set_that_can_be_read_back()
    {
        var id = await RunAsync();

        var set = await PostAsync(
            "/test_framework/test-sets/create_from_run/",
            $$"""{ "run_id": {{id}}, "name": "Agrees", "metrics": [{ "metric": 55, "expected_value": 5 }] }"""
        );
        var again = await PostAsync("/test_framework/test-sets/create_from_runs/", """{ "runs": "all", "metrics": [] }""");
        var read = await _bench.GetAsync($"/test_framework/test-sets/{set["id"]}/");

        Assert.Equal(
            ("Agrees", "Run", $"{id}"),
            (read["name"]!.ToString(), read["source_model"]!.ToString(), read["source_id"]!.ToString())
        );
        Assert.Equal(5, read["metric_reviews"]![0]!["expected_value"]!.GetValue<int>());
        Assert.Equal(set["id"]!.ToString(), again["id"]!.ToString());
        Assert.Equal(
            400,
            (await _bench.SendAsync(HttpMethod.Post, "/test_framework/test-sets/create_from_run/", $$"""{ "run_id": {{id}} }""")).Status
        );
    }

    [Fact]
    public async Task Ended_calls_stay_as_they_are_and_cannot_be_heard()
    {
        var id = await RunAsync();

        var ended = await _bench.SendAsync(HttpMethod.Post, $"runs/{id}/end_call/");

        Assert.Equal((200, ""), ended);
        Assert.Equal("completed", (await RunAsync(id))["status"]!.ToString());
        Assert.Equal(404, (await _bench.SendAsync(HttpMethod.Get, $"runs/{id}/get_listen_url/")).Status);
    }

    [Theory]
    [InlineData("run_scenarios", 200)]
    [InlineData("run_scenarios_text", 404)]
    public async Task Only_voice_calls_in_progress_can_be_heard(string operation, int status)
    {
        await using var bench = new EmulatorBench(Seeds.Replay("""{ "status": "in_progress" }"""));
        var run = (await bench.StartAsync(operation, Start))["runs"]![0]!["id"];
        await bench.UntilAsync($"runs/{run}/", now => now["status"]!.ToString() == "in_progress");

        Assert.Equal(status, (await bench.SendAsync(HttpMethod.Get, $"runs/{run}/get_listen_url/")).Status);
    }

    [Fact]
    public async Task A_share_link_needs_a_time_or_none()
    {
        var result = (await RunAsync(await RunAsync()))["result_id"];
        var path = $"results/{result}/create_shareable_link_token/";

        Assert.StartsWith(
            "https://",
            (await PostAsync(path, """{ "expire_at": null }"""))["shareable_link"]!.ToString(),
            StringComparison.Ordinal
        );
        Assert.Equal(400, (await _bench.SendAsync(HttpMethod.Post, path, """{ "expire_at": "soon" }""")).Status);
    }

    [Fact]
    public async Task Critical_scenarios_and_projects_are_those_of_the_seed()
    {
        var critical = (await _bench.GetAsync("critical-metric-scenarios/?category_id=42"))["results"]!.AsArray();
        var projects = (await _bench.GetAsync("/user/v1/projects/")).AsArray();

        Assert.Equal((42, "Says nothing"), (Assert.Single(critical)!["id"]!.GetValue<int>(), critical[0]!["scenario"]!.ToString()));
        Assert.Equal(742, Assert.Single(projects)!["id"]!.GetValue<int>());
        Assert.Empty((await _bench.GetAsync("critical-metric-scenarios/?category_id=1"))["results"]!.AsArray());
        Assert.Empty((await _bench.GetAsync("/user/v1/projects/?organization_id=1")).AsArray());
    }

    [Fact]
    public async Task Reset_forgets_runs_and_test_sets_and_gives_no_id_twice()
    {
        var id = await RunAsync();
        await PostAsync("/test_framework/test-sets/create_from_run/", $$"""{ "run_id": {{id}}, "metrics": [] }""");

        _bench.Emulator.Reset();

        Assert.Equal(404, (await _bench.SendAsync(HttpMethod.Get, $"runs/{id}/")).Status);
        Assert.Empty((await _bench.GetAsync("/test_framework/test-sets/"))["results"]!.AsArray());
        Assert.True(await RunAsync() > id);
    }

    private static string Seed(string rule, string words) =>
        Seeds.Replay(
            """{ "turns": [{ "role": "Main Agent", "content": "yes" }] }""",
            $$"""
            "metrics": [48, 55], "outcomes": [{ "text": "The agent agrees", "rule": { "{{rule}}": "{{words}}" }, "critical": true, "category_id": 42, "category": "Says nothing" }],
            """,
            $$"""
            "project": 742, "organization": 14,
            "metrics": [{ "id": 48, "name": "Expected Outcome", "slug": "expected_outcome" }, { "id": 55, "name": "Agrees", "eval_type": "binary", "rule": { "{{rule}}": "{{words}}" } }],
            """
        );

    private static JsonNode Metric(JsonNode run, int id) =>
        run["evaluation"]!["metrics"]!.AsArray().Single(metric => metric!["id"]!.GetValue<int>() == id)!;

    private static JsonNode Deviation(JsonNode run) => Assert.Single(run["critical_categories"]!.AsArray())!;

    private async Task<long> RunAsync() => (await _bench.RunAsync(Start))[0]!["id"]!.GetValue<long>();

    private Task<JsonNode> RunAsync(long id) => _bench.GetAsync($"runs/{id}/");

    private async Task<JsonNode> PostAsync(string path, string body)
    {
        var (status, answer) = await _bench.SendAsync(HttpMethod.Post, path, body.Length == 0 ? null : body);
        Assert.True(status == 200, answer);
        return JsonNode.Parse(answer)!;
    }
}
