using System.Net.Http.Headers;
using System.Text;

namespace Cekura.Contract.Tests.Scripts;

/// <summary>What the service's public scripts send, sent to the emulator over a real socket, and read as they read it.</summary>
public sealed class ScriptTests(ServedEmulator service) : IClassFixture<ServedEmulator>
{
    private const string Suite = """
        { "version": "1", "suite": { "name": "Smoke" }, "defaults": { "metrics": [ 55 ] }, "scenarios": [
          { "name": "Book", "instructions": "Book a slot.", "phone_number": "+17776666333", "metrics": [ "confirms" ] }, { "name": "Move", "instructions": "Move a slot." } ] }
        """;

    private static readonly string[] Ended = ["completed", "failed", "timeout", "cancelled"];

    [Theory]
    [InlineData(""" ["101"] """, "completed")]
    [InlineData(""" ["103", "104"] """, "failed")]
    [InlineData(""" ["103", "101"] """, "completed")]
    public async Task The_first_GitHub_action_sends_texts_and_knows_two_ends(string scenarios, string expected)
    {
        var started = await service.PostAsync(
            "v1/scenarios-external/run_scenarios/",
            $$"""{ "agent_id": "12", "scenarios": {{scenarios}}, "frequency": 1 }""",
            status: 201
        );

        var result = await service.WhileAsync($"v1/results-external/{started["id"]}/", status => status is not ("completed" or "failed"));

        Assert.Equal(expected, (string)result["status"]!);
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v2")]
    public async Task The_documented_loop_waits_while_a_result_is_pending_or_running(string version)
    {
        var started = await service.PostAsync(
            $"{version}/scenarios/run_scenarios_text/",
            """{ "agent_id": 12, "scenarios": [101] }""",
            status: 201
        );

        var result = await service.WhileAsync($"{version}/results/{started["id"]}/", status => status is "pending" or "running");

        Assert.Equal(("completed", "1"), ((string)result["status"]!, result["success_runs_count"]!.ToString()));
        Assert.Equal(100, (double)result["success_rate"]!);
        Assert.Null(started["result_id"]);
    }

    [Fact]
    public async Task A_suite_is_checked_started_watched_and_shared()
    {
        var payload =
            $$"""{ "agent_id": 12, "spec": {{Suite}}, "channel": "voice", "name": "CI", "frequency": 2, "concurrency_limit": 2 }""";

        var valid = await service.PostAsync("v1/scenarios/validate_scenarios_json/", payload);
        var started = await service.PostAsync("v1/scenarios/run_scenarios_json/", payload);
        var result = await service.WhileAsync($"v1/results/{started["id"]}/", status => !Ended.Contains(status));
        var link = await service.PostAsync(
            $"v1/results/{started["id"]}/create_shareable_link_token/",
            """{ "expire_at": "2027-01-01T00:00:00Z" }"""
        );

        Assert.Equal(
            (true, "voice", 2, 4),
            (
                (bool)valid["valid"]!,
                (string)valid["plan"]!["channel"]!,
                (int)valid["plan"]!["scenario_count"]!,
                (int)valid["plan"]!["total_runs"]!
            )
        );
        Assert.Equal("""{"frequency":2,"concurrency_limit":2}""", valid["plan"]!["run_overrides"]!.ToJsonString());
        Assert.Equal(
            ("completed", 4, 4),
            ((string)result["status"]!, (int)result["total_runs_count"]!, (int)result["success_runs_count"]!)
        );
        Assert.NotNull(link["shareable_link"]);
    }

    [Fact]
    public async Task What_goes_on_is_ended_by_a_request_whose_answer_is_read_as_JSON()
    {
        var started = await service.PostAsync(
            "v1/scenarios/run_scenarios_text/",
            """{ "agent_id": 12, "scenarios": [105], "name": "nightly", "concurrency_limit": 1 }""",
            status: 201
        );

        Assert.Equal("{}", (await service.PostAsync($"v1/results/{started["id"]}/end_calls/")).ToJsonString());

        Assert.Equal(
            "cancelled",
            (string)(await service.WhileAsync($"v1/results/{started["id"]}/", status => !Ended.Contains(status)))["status"]!
        );
    }

    [Theory]
    [InlineData("agent_id=12&scenarios=101&scenarios=102&frequency=1&name=a+b%26c", 2)]
    [InlineData("agent_id=12&scenarios[]=102&tags=smoke&frequency=", 2)]
    [InlineData("agent_id=12&scenarios=%5B101%2C102%5D&frequency=2", 4)]
    public async Task Forms_start_runs(string form, int runs)
    {
        using var body = new StringContent(form, Encoding.UTF8, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));

        var started = await service.PostAsync("v1/scenarios/run_scenarios/", body, status: 201);

        Assert.Equal(runs, started["runs"]!.AsArray().Count);
        Assert.True(!form.Contains("name", StringComparison.Ordinal) || (string)started["name"]! == "a b&c");
    }

    [Fact]
    public async Task Forms_of_parts_start_runs()
    {
        using var body = new MultipartFormDataContent
        {
            { new StringContent("12"), "agent_id" },
            { new StringContent("102"), "scenarios" },
            { new StringContent("Für alle\r\n"), "name" },
        };

        var started = await service.PostAsync("v2/scenarios/run_scenarios_text/", body, status: 201);

        Assert.Equal(("Für alle\r\n", 1), ((string)started["name"]!, started["runs"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("?dry_run=true")]
    [InlineData("")]
    public async Task A_suite_may_be_an_uploaded_file(string query)
    {
        using var body = new MultipartFormDataContent
        {
            { new StringContent(Suite, Encoding.UTF8, "application/json"), "\"file\"", "\"smoke.tests.json\"" },
            { new StringContent("12"), "\"agent_id\"" },
            { new StringContent("text"), "\"channel\"" },
            { new StringContent("find_slots"), "\"mock_tool_names\"" },
        };

        var answer = await service.PostAsync($"v1/scenarios/run_scenarios_json/{query}", body);

        Assert.Equal(2, (query.Length > 0 ? answer["plan"]!["scenarios"]! : answer["runs"]!).AsArray().Count);
        Assert.True(query.Length == 0 || answer["plan"]!["run_overrides"]!.ToJsonString() == """{"mock_tool_names":["find_slots"]}""");
    }

    [Fact]
    public async Task Ids_and_tags_are_a_union()
    {
        var started = await service.PostAsync(
            "v1/scenarios/run_scenarios/",
            """{ "agent_id": "12", "scenarios": ["102"], "tags": ["smoke", "late"] }""",
            status: 201
        );

        Assert.Equal([102, 101], started["runs"]!.AsArray().Select(run => (int)run!["scenario"]!));
    }

    [Theory]
    [InlineData("v1/nothing/", 404)]
    [InlineData("v1/scenarios/101/", 405)]
    public async Task What_the_service_does_not_have_is_refused_as_it_refuses(string path, int status) =>
        Assert.NotNull((await service.PostAsync(path, "{}", status))["detail"]);

    [Fact]
    public async Task A_form_that_is_broken_is_refused_with_a_reason()
    {
        using var body = new StringContent("--x\r\nno name", Encoding.UTF8, MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x"));

        var answer = await service.PostAsync("v1/scenarios/run_scenarios/", body, status: 400);

        Assert.StartsWith("Multipart form parse error", (string)answer["detail"]!, StringComparison.Ordinal);
    }
}
