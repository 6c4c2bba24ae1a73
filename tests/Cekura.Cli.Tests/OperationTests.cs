using System.Text.Json.Nodes;

namespace Cekura.Cli.Tests;

public sealed class OperationTests : IAsyncLifetime
{
    private const string Unreadable = """{ "id": "x" }""";

    private readonly string _home = Directory.CreateTempSubdirectory("cekura-operation-").FullName;
    private ScriptedService _service = null!;

    private IEnumerable<string> Posts =>
        _service
            .Requests.Where(request => request.Request.StartsWith("POST", StringComparison.Ordinal))
            .Select(request => $"{request.Request} {request.Body?.ToJsonString()}".TrimEnd());

    /// <inheritdoc />
    public async Task InitializeAsync() => _service = await ScriptedService.StartAsync();

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task Scoring_again_sends_every_run_of_the_result_and_places_no_call()
    {
        await _service.HoldAsync(scenarios: [101, 102]);

        var (code, output, _) = await RunAsync("run", "rerun", "1001", "--metric-ids", "55,56");

        Assert.Equal((0, "Scoring 2 runs of result 1001 again.\n"), (code, output));
        Assert.Equal(["""POST /results/1001/evaluate_metrics/ {"run_ids":["5001","5002"],"metric_ids":["55","56"]}"""], Posts);
        Assert.Equal(2, (await RunAsync("run", "rerun", "1001")).ExitCode);
        Assert.Single(Posts);
    }

    [Fact]
    public async Task New_calls_are_placed_only_by_who_says_so()
    {
        await _service
            .Play("""{ "duration_seconds": 90, "success": true }""", """{ "duration_seconds": 30, "success": true }""")
            .HoldAsync("run_scenarios", scenarios: [101, 102]);

        var (refused, _, told) = await RunAsync("results", "rerun", "1001");
        Assert.Equal(2, refused);
        Assert.Contains(
            "This starts 2 new conversations in mode Voice; last time they took 2 minutes together.",
            told,
            StringComparison.Ordinal
        );
        Assert.Empty(Posts);

        var (code, output, _) = await RunAsync("results", "rerun", "1001", "--yes", "--format", "json");
        Assert.Equal(0, code);
        Assert.Equal(
            (1002, "[5003,5004]"),
            ((int)JsonNode.Parse(output)!["result_id"]!, JsonNode.Parse(output)!["run_ids"]!.ToJsonString())
        );
        Assert.Equal(["POST /results/1001/rerun/"], Posts);
    }

    [Fact]
    public async Task Three_runs_improve_a_prompt_at_once_and_more_in_the_background()
    {
        _service
            .On("POST /runs/improve_prompt/", """{ "improved_prompt": "Be kind.\nBe brief.", "summary_of_changes": "Shorter." }""")
            .On("POST /runs/improve_prompt_bg/", """{ "progress_id": "p1" }""")
            .On("GET /runs/improve_prompt_progress/", """{ "status": "completed", "improved_prompt": "Be kind." }""");
        await File.WriteAllTextAsync(Path.Combine(_home, "prompt.txt"), "Be kind.");

        var (code, output, _) = await RunAsync(
            "runs",
            "improve-prompt",
            "--run-ids",
            "1,2,3",
            "--agent-id",
            "12",
            "--prompt-file",
            "prompt.txt",
            "--output",
            "prompt.txt"
        );
        Assert.Equal(0, code);
        Assert.StartsWith("Shorter.\n\n--- prompt\n+++ improved prompt\n", output, StringComparison.Ordinal);
        Assert.Contains("\n+Be brief.\n", output, StringComparison.Ordinal);
        Assert.Equal("Be kind.\nBe brief.", await File.ReadAllTextAsync(Path.Combine(_home, "prompt.txt")));

        var (same, told, _) = await RunAsync("runs", "improve-prompt", "--run-ids", "1,2,3,4", "--prompt", "Be kind.");
        Assert.Equal((0, "The proposal is the present prompt.\n"), (same, told));
        Assert.Equal(
            [
                """POST /runs/improve_prompt/ {"prompt":"Be kind.","run_ids":[1,2,3],"agent":12}""",
                """POST /runs/improve_prompt_bg/ {"prompt":"Be kind.","run_ids":[1,2,3,4]}""",
            ],
            Posts
        );
        Assert.Equal((0, "p1\n"), await CodeAndOutAsync("runs", "improve-prompt", "--run-ids", "1", "--prompt", "x", "--background"));
    }

    [Fact]
    public async Task Work_that_was_started_in_the_background_is_waited_for_by_its_id_alone()
    {
        _service.On(
            "GET /runs/improve_prompt_progress/",
            """{ "status": "completed", "improved_prompt": "Be kind.", "summary_of_changes": "Shorter." }"""
        );

        Assert.Equal((0, "Shorter.\n\nBe kind.\n"), await CodeAndOutAsync("runs", "improve-prompt", "--progress-id", "p1"));
        Assert.Contains(
            "+Be kind.",
            (await RunAsync("runs", "improve-prompt", "--progress-id", "p1", "--prompt", "Be good.")).Out,
            StringComparison.Ordinal
        );
        Assert.Empty(Posts);
        Assert.Equal(2, (await RunAsync("runs", "improve-prompt", "--progress-id", "p1", "--run-ids", "1")).ExitCode);
    }

    [Fact]
    public async Task A_run_that_was_cancelled_is_nobodys_deed_as_far_as_is_known()
    {
        await _service.Play("""{ "status": "cancelled", "ended_reason": "run-cancelled-by-user" }""").HoldAsync();
        var (_, unknown, _) = await RunAsync("runs", "get", "5001");
        Assert.Contains("Run 5001 was cancelled: by a person, or by a request to end it", unknown, StringComparison.Ordinal);
        Assert.DoesNotContain("by a user", unknown, StringComparison.Ordinal);

        var folder = Directory.CreateDirectory(Path.Combine(_home, "state", "test-runs", "Tests-0")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "20261101-000000-000-0.jsonl"),
            $$"""
            {"version":1,"project":"Tests","project_directory":"/","api_url":"{{_service.Environment[
                "CEKURA_API_URL"
            ]}}/","started":"2026-11-01T00:00:00+00:00"}
            {"test":"Tests.Book","name":"Book [Calm]","outcome":"failed","passed":0,"total":1,"took_place":true,"result":1001,"runs":[5001]}

            """
        );
        var (_, known, _) = await Command.RunAsync(
            _home,
            new Dictionary<string, string>(_service.Environment) { ["CEKURA_STATE_DIRECTORY"] = Path.Combine(_home, "state") },
            "runs",
            "get",
            "5001"
        );
        Assert.Contains(
            "It belongs to the test run of Tests of 2026-11-01 00:00:00 UTC, where Book [Calm] ended as failed.",
            known,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_entry_of_a_list_that_cannot_be_read_is_told_and_hides_no_other()
    {
        _service.Alter = (call, answer) =>
        {
            if (call == "GET /scenarios/")
            {
                answer["results"] = new JsonArray(answer["results"]![0]!.DeepClone(), JsonNode.Parse(Unreadable));
            }
        };
        await File.WriteAllTextAsync(
            Path.Combine(_home, "cekura.json"),
            """{ "name": "Tests", "agent": 12, "scenarios": [{ "id": 101, "name": "Book" }, { "id": 102, "name": "Move" }] }"""
        );

        var (code, output, error) = await RunAsync("scenarios", "list", "--agent-id", "12");
        Assert.Equal(0, code);
        Assert.Contains("Book", output, StringComparison.Ordinal);
        Assert.Contains("cekura: an entry of the list cannot be read and is left out:", error, StringComparison.Ordinal);

        // What cannot be read is not gone.
        var (pulled, changes, _) = await RunAsync("manifest", "pull", "--format", "json");
        Assert.Equal((0, "[]"), (pulled, JsonNode.Parse(changes)!["changes"]!.ToJsonString()));
    }

    [Fact]
    public async Task Test_profiles_are_those_of_an_agent_or_a_project()
    {
        Assert.Contains(
            "Ann",
            (await RunAsync("test-profiles", "list", "--project-id", "742", "--format", "json")).Out,
            StringComparison.Ordinal
        );
        var (code, _, error) = await RunAsync("test-profiles", "list");
        Assert.Equal(1, code);
        Assert.Contains("give --agent-id or --project-id", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_bad_run_of_the_answer_does_not_lose_a_start()
    {
        _service.Alter = (_, answer) => answer["runs"]!.AsArray().Add(JsonNode.Parse(Unreadable));

        Assert.Equal((0, "Started result 1001 with 1 run, and 1 more that cannot be read."), await StartedAsync());

        async Task<(int, string)> StartedAsync()
        {
            var (code, output) = await CodeAndOutAsync("run", "start", "--scenario-ids", "101");
            return (code, output.Split('\n')[0]);
        }
    }

    [Fact]
    public async Task A_start_that_is_answered_by_a_reference_is_looked_up_by_its_name()
    {
        _service.Refers = true;

        var (code, output, error) = await RunAsync("run", "start", "--scenario-ids", "101");

        Assert.True(code == 0, error);
        Assert.StartsWith("Started result 1001 with 1 run.", output, StringComparison.Ordinal);
        Assert.Contains("result 1001 was found by its name, and nothing was started twice", error, StringComparison.Ordinal);
        Assert.Single(Posts);
    }

    [Fact]
    public async Task A_service_without_the_newer_version_is_read_in_the_older_one()
    {
        _service.LacksNewer = true;
        await _service.HoldAsync();

        Assert.Equal(0, (await RunAsync("runs", "get", "5001")).ExitCode);
        Assert.Equal(1, (await RunAsync("runs", "get", "5002")).ExitCode);
    }

    [Fact]
    public async Task What_the_service_has_dropped_is_explained()
    {
        _service.On("POST /runs/improve_prompt_issues/", "404");

        var (code, _, error) = await RunAsync("runs", "improve-prompt", "--run-ids", "1", "--issues");

        Assert.Equal(1, code);
        Assert.Contains("2026", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promoted_run_brings_the_metrics_that_scored_it()
    {
        await _service
            .Play(
                """{ "metrics": [{ "id": 55, "name": "A", "score": 5 }, { "id": 56, "name": "B", "score": 0 }, { "id": 57, "name": "C", "score": null }] }"""
            )
            .HoldAsync();
        _service
            .On("POST /test_framework/test-sets/create_from_run/", """{ "id": 7, "name": "Books" }""")
            .On("POST /test_framework/test-sets/create_from_runs/", """{ "id": 8, "name": "All" }""");

        Assert.Equal(
            (0, "Created test set 7 \"Books\".\n"),
            await CodeAndOutAsync("test-sets", "create-from-run", "--run-id", "5001", "--name", "Books")
        );
        Assert.Equal(
            (0, "Created test set 8 \"All\".\n"),
            await CodeAndOutAsync("test-sets", "create-from-runs", "--run-ids", "all", "--agent-id", "12", "--metric-ids", "55")
        );
        Assert.Equal(2, (await RunAsync("test-sets", "create-from-runs", "--run-ids", "1,2")).ExitCode);
        Assert.Equal(
            [
                """POST /test_framework/test-sets/create_from_run/ {"run_id":5001,"metrics":[{"metric":55,"expected_value":5},{"metric":56,"expected_value":0}],"name":"Books"}""",
                """POST /test_framework/test-sets/create_from_runs/ {"runs":"all","metrics":[{"metric":55}],"agent":12}""",
            ],
            Posts
        );
    }

    [Fact]
    public async Task An_expected_outcome_is_scored_in_the_background_where_the_other_call_is_gone()
    {
        _service
            .On("POST /runs/1/run_expected_outcome_bg/", """{ "progress_id": "p2" }""")
            .On(
                "GET /runs/run_expected_outcome_progress/",
                """{ "status": "completed", "expected_outcome": { "score": 100, "explanation": ["✅ It books", "Fine."], "outcome_alignments": [{ "prompt_part": "It books", "aligned": true }] } }"""
            );

        Assert.Equal((0, "p2\n"), await CodeAndOutAsync("runs", "run-expected-outcome", "1"));
        var (code, output) = await CodeAndOutAsync("runs", "run-expected-outcome", "1", "--wait");
        Assert.Equal((0, "Expected outcome of run 1: 100\n  met: It books\nFine.\n"), (code, output));
    }

    [Fact]
    public async Task A_test_stands_for_its_last_run()
    {
        var state = Path.Combine(_home, ".cekura", "state", "test-runs", "Tests-1");
        Directory.CreateDirectory(state);
        var address = _service.Environment["CEKURA_API_URL"];
        await WriteAsync("20261101-000000-000-a.jsonl", address, "[5001,5002]");
        await _service.Play(ScriptedService.Endless).HoldAsync(scenarios: [101, 102]);

        Assert.Equal((0, "Asked Cekura to end run 5002.\n"), await CodeAndOutAsync("runs", "end-call", "--test", "suite.book.plain"));
        Assert.Equal((0, "Asked Cekura to end run 5002.\n"), await CodeAndOutAsync("runs", "end-call", "--test", "Book [Plain]"));
        _service.On("POST /runs/improve_prompt_issues/", """{ "issues": [] }""");
        Assert.Equal(0, (await RunAsync("runs", "improve-prompt", "--test", "Book [Plain]", "--issues")).ExitCode);
        Assert.Equal("""POST /runs/improve_prompt_issues/ {"run_ids":[5002]}""", Posts.Last());
        Assert.Contains(
            "No run of a test \"Other\" is remembered",
            (await RunAsync("runs", "end-call", "--test", "Other")).Error,
            StringComparison.Ordinal
        );
        Assert.Contains("Which run?", (await RunAsync("runs", "end-call", "1", "--test", "Other")).Error, StringComparison.Ordinal);

        await WriteAsync("20261102-000000-000-a.jsonl", "emulator", "[1]");
        Assert.Contains(
            "was on the emulator inside the test process",
            (await RunAsync("runs", "end-call", "--test", "Book [Plain]")).Error,
            StringComparison.Ordinal
        );
        await WriteAsync("20261103-000000-000-a.jsonl", "https://api.cekura.ai", "[1]");
        Assert.Contains(
            "was on https://api.cekura.ai/, but this command talks to",
            (await RunAsync("runs", "end-call", "--test", "Book [Plain]")).Error,
            StringComparison.Ordinal
        );
        Assert.Equal(3, Posts.Count());

        Task WriteAsync(string file, string service, string runs) =>
            File.WriteAllTextAsync(
                Path.Combine(state, file),
                $$"""
                {"version":1,"project":"Tests","project_directory":"/x","api_url":"{{service}}","started":"2026-11-01T00:00:00Z"}
                {"test":"Suite.Book.Plain","name":"Book [Plain]","outcome":"failed","passed":0,"total":1,"took_place":true,"result":1001,"runs":{{runs}}}

                """
            );
    }

    [Fact]
    public async Task What_killed_test_runs_left_is_ended_once()
    {
        var starts = Directory.CreateDirectory(Path.Combine(_home, ".cekura", "state", "starts")).FullName;
        var address = _service.Environment["CEKURA_API_URL"];
        await File.WriteAllTextAsync(
            Path.Combine(starts, "20261101-000000-000-aaaaaaaa.jsonl"),
            $$"""
            {"version":1,"project":"Tests","project_directory":"/x","api_url":"{{address}}","started":"2026-11-01T00:00:00Z"}
            {"start":"Suite 2026","hash":"h","named":true,"agent":12,"at":"2026-11-01T00:00:00Z"}
            {"start":"Suite 2026","state":"started","result":1001}

            """
        );
        await _service.Play(ScriptedService.Endless).HoldAsync(name: "Suite 2026");

        var (code, output, error) = await RunAsync("reap", "--format", "json");
        Assert.True(code == 0, error);
        var ended = Assert.Single(JsonNode.Parse(output)!.AsArray())!;
        Assert.Equal(
            (1001, "Suite 2026", "ended", null),
            ((int)ended["result_id"]!, (string)ended["name"]!, (string)ended["outcome"]!, ended["trouble"])
        );
        Assert.Equal((0, "Nothing was left behind.\n"), await CodeAndOutAsync("reap"));
        Assert.Equal(["POST /results/1001/end_calls/"], Posts);
    }

    [Fact]
    public async Task What_an_agent_says_steers_neither_a_terminal_nor_the_document()
    {
        _service.On(
            "GET /runs/1/",
            """{ "id": 1, "status": "completed", "transcript_object": [{ "role": "Main Agent", "content": "\u001b[2J\u202e\ud800 ##vso[task.complete]\n::error::x", "start_time": 0 }] }"""
        );

        var (code, text, error) = await RunAsync("runs", "get", "1");
        Assert.True(code == 0, error);
        Assert.Contains(
            "1  [00:00] Agent: \u241b[2J\ufffd\ufffd # #vso[task.complete]\n           : :error::x\n",
            text,
            StringComparison.Ordinal
        );
        var (json, output, told) = await RunAsync("runs", "get", "1", "--format", "json");
        Assert.True(json == 0, told);
        Assert.Equal(
            "\u001b[2J\u202e\ufffd ##vso[task.complete]\n::error::x",
            (string)JsonNode.Parse(output)!["transcript_object"]![0]!["content"]!
        );
        Assert.DoesNotContain("\u001b", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "the emulator")]
    [InlineData(false, "Cekura")]
    public async Task What_is_asked_to_end_conversations_is_named(bool isEmulated, string name)
    {
        await _service.Play(ScriptedService.Endless).HoldAsync();
        _service.SaysEmulated = isEmulated;

        Assert.Equal((0, $"Asked {name} to end run 5001.\n"), await CodeAndOutAsync("runs", "end-call", "5001"));
        Assert.Equal(
            (0, $"Asked {name} to end the active conversations of result 1001.\n"),
            await CodeAndOutAsync("results", "end-calls", "1001")
        );
    }

    [Theory]
    [InlineData("CEKURA_API_KY", true)]
    [InlineData("CEKRUA_API_KEY", true)]
    [InlineData("CEKURA_STOPS", false)]
    public async Task A_variable_with_a_slip_in_its_name_is_told_once(string name, bool isTold)
    {
        await _service.HoldAsync();

        var (_, _, error) = await Command.RunAsync(
            _home,
            new Dictionary<string, string>(_service.Environment) { [name] = "canary-0123456789" },
            "runs",
            "get",
            "5001"
        );

        Assert.Equal(isTold ? $"cekura: the variable {name} is not read. Did you mean \"CEKURA_API_KEY\"?\n" : "", error);
    }

    [Fact]
    public async Task Requests_are_said_without_the_key()
    {
        await _service.Play(ScriptedService.Endless).HoldAsync();

        var (_, _, error) = await RunAsync("runs", "end-call", "5001", "--verbose");

        Assert.StartsWith("POST /test_framework/v1/runs/5001/end_call/ -> 200 OK (", error, StringComparison.Ordinal);
        Assert.DoesNotContain("ck-recorded", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suite_is_checked_planned_and_started()
    {
        const string Suite =
            """{ "version": "1", "scenarios": [{ "name": "Books", "type": "instruction", "instructions": "Book an appointment.", "personality": 3 }] }""";
        await File.WriteAllTextAsync(Path.Combine(_home, "suite.json"), Suite);
        await File.WriteAllTextAsync(Path.Combine(_home, "bad.json"), """{ "test_cases": 3 }""");
        var (bad, _, told) = await RunAsync("suite", "run", "bad.json", "--agent-id", "12");
        Assert.Equal(2, bad);
        Assert.Contains("bad.json(", told, StringComparison.Ordinal);
        Assert.Empty(_service.Requests);

        var (code, output, error) = await RunAsync("suite", "run", "suite.json", "--agent-id", "12", "--name", "n");
        Assert.True(code == 0, error);
        Assert.StartsWith("Started result 1001 with 1 run.", output, StringComparison.Ordinal);
        Assert.Equal(12, (int)Assert.Single(_service.Requests).Body!["agent_id"]!);
        Assert.Equal(0, (await RunAsync("suite", "validate", "suite.json")).ExitCode);
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task A_plan_asks_nobody()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_home, "cekura.json"),
            """{ "name": "Tests", "agent": 12, "personalities": [3, 7], "scenarios": [{ "id": 101, "name": "Book", "tags": ["smoke"] }, { "id": 102, "name": "Move" }] }"""
        );

        var (code, output) = await CodeAndOutAsync("manifest", "plan", "--filter", "TestCategory=smoke", "--format", "json");

        Assert.Equal(0, code);
        var request = Assert.Single(JsonNode.Parse(output)!["requests"]!.AsArray())!;
        Assert.Equal(
            (2, "[101]", "[3,7]"),
            ((int)request["runs"]!, request["scenario_ids"]!.ToJsonString(), request["personality_ids"]!.ToJsonString())
        );
        Assert.Equal(2, (await RunAsync("manifest", "plan", "--filter", "Name=(")).ExitCode);

        // As at the start of a test run, and of the target that shows the plan in a build.
        await File.WriteAllTextAsync(
            Path.Combine(_home, "cekura.runsettings"),
            "<RunSettings><Cekura><MaxRuns>9</MaxRuns></Cekura></RunSettings>"
        );
        Assert.Matches("^Settings: .*MaxRuns=9 \\(.*cekura.runsettings:1\\).*\n\nTests\n", (await RunAsync("manifest", "plan")).Out);
        Assert.Empty(_service.Requests);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _cekura cekura")]
    [InlineData("zsh", "compdef _cekura cekura")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Shells_complete_command_lines(string shell, string script)
    {
        Assert.Contains(script, (await RunAsync("completions", shell)).Out, StringComparison.Ordinal);
        Assert.Equal((0, "run\nruns\n"), await CodeAndOutAsync("[suggest:9]", "cekura ru"));
    }

    private async Task<(int ExitCode, string Out)> CodeAndOutAsync(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        return (code, code == 0 ? output : error);
    }

    private Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] arguments) =>
        Command.RunAsync(_home, _service.Environment, arguments);
}
