using System.Diagnostics;
using System.Text.Json.Nodes;
using Cekura.Cli.Running;
using Cekura.Testing;

namespace Cekura.Cli.Tests;

public sealed class WaitTests : IAsyncLifetime
{
    private readonly string _home = Directory.CreateTempSubdirectory("cekura-wait-").FullName;
    private ScriptedService _service = null!;

    /// <inheritdoc />
    public async Task InitializeAsync() => _service = await ScriptedService.StartAsync();

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task Everything_that_passed_ends_with_0()
    {
        await _service.HoldAsync();

        var (code, output, error) = await RunAsync("results", "wait", "1001", "--format", "json");

        Assert.Equal(0, code);
        var verdict = JsonNode.Parse(output)!;
        Assert.Equal(
            (1001, "passed", 1, 1),
            ((int)verdict["result_id"]!, (string)verdict["outcome"]!, (int)verdict["passed"]!, (int)verdict["total"]!)
        );
        Assert.Equal("run 5001 Book [Plain]: completed\nrun 5001 Book [Plain]: passed (1/1 finished, 0 failed)\n", error);
    }

    [Fact]
    public async Task A_failure_ends_with_1_and_a_wrong_count_of_the_service_is_said()
    {
        await _service.Play(ScriptedService.Failed).HoldAsync();
        _service.Alter = (call, answer) =>
        {
            if (call == "GET /results/1001/")
            {
                answer["success_runs_count"] = 1;
            }
        };

        var (code, output, error) = await RunAsync("results", "wait", "1001");

        Assert.Equal(1, code);
        Assert.Contains("Failed: Confirms", output, StringComparison.Ordinal);
        Assert.EndsWith("Result 1001: 0 of 1 passed\n", output, StringComparison.Ordinal);
        Assert.Contains(
            "the service counts 1 successful runs in result 1001, but by its runs 0 of 1 passed",
            error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_run_that_never_took_place_ends_with_3()
    {
        await _service.Play(ScriptedService.NoConnection).HoldAsync();

        var (code, _, _) = await RunAsync("results", "wait", "1001");

        Assert.Equal(3, code);
    }

    [Theory]
    [InlineData("results", "wait", "1001")]
    [InlineData("run", "start", "--scenario-ids", "101,102", "--wait")]
    public async Task A_run_that_the_first_answer_did_not_show_counts(params string[] arguments)
    {
        _service.Play(ScriptedService.Passed, ScriptedService.Failed);
        if (arguments[0] == "results")
        {
            await _service.HoldAsync(scenarios: [101, 102]);
        }

        var polls = 0;
        _service.Alter = (call, answer) =>
        {
            if (call.StartsWith("POST /scenarios/", StringComparison.Ordinal) || (call == "GET /results/1001/" && ++polls <= 2))
            {
                ScriptedService.Remove(answer, 5002);
                answer["status"] = "in_progress";
            }
        };

        var (code, output, error) = await RunAsync(arguments);

        Assert.Equal(1, code);
        Assert.EndsWith("Result 1001: 1 of 2 passed\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("the service counts", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_never_shows_all_its_runs_has_not_passed()
    {
        await _service.HoldAsync(scenarios: [101, 102]);
        _service.Alter = (call, answer) =>
        {
            if (call == "GET /results/1001/")
            {
                ScriptedService.Remove(answer, 5002);
                ScriptedService.RunsOf(answer)[0]["metadata"] = new JsonObject { ["emulated"] = true };
            }
        };

        var (code, output, error) = await RunAsync("results", "wait", "1001");

        Assert.Equal(3, code);
        Assert.EndsWith("Result 1001: 1 of 1 passed, but the result says that it holds 2 runs\n", output, StringComparison.Ordinal);
        Assert.Contains("the service counts 2 successful runs", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_contact_ends_with_3_and_keeps_the_verdicts_that_there_are()
    {
        await _service.Play(ScriptedService.Passed, ScriptedService.Endless).HoldAsync(scenarios: [101, 102]);
        _service.On("GET /runs/bulk/", "", "403").On("GET /results/1001/", "", "", "403");

        var (code, output, _) = await RunAsync("results", "wait", "1001");

        Assert.Equal(3, code);
        Assert.Contains("1 of 2 passed", output, StringComparison.Ordinal);
        Assert.Contains("Lost contact with Cekura while run 5002 was in_progress", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_run_is_watched_whatever_else_its_result_holds()
    {
        await _service.Play(ScriptedService.Passed, ScriptedService.Endless).HoldAsync(scenarios: [101, 102]);
        _service.Alter = (call, answer) =>
        {
            if (call == "GET /results/1001/")
            {
                (answer["success_runs_count"], answer["total_runs_count"]) = (2, 3);
            }
        };

        var (code, output, error) = await RunAsync("run", "watch", "5001");

        Assert.Equal(0, code);
        Assert.Equal("Run 5001 of result 1001 (Book [Plain]): passed\n", output);
        Assert.Equal("run 5001 Book [Plain]: completed\nrun 5001 Book [Plain]: passed\n", error);
    }

    [Fact]
    public async Task One_run_is_judged_by_itself_whatever_of_its_result_cannot_be_read()
    {
        await _service.HoldAsync(scenarios: [101, 102]);
        _service.Alter = (call, answer) =>
        {
            if (call == "GET /results/1001/")
            {
                answer["runs"]!["x"] = new JsonObject { ["id"] = "no number" };
            }
        };

        Assert.Equal((0, "Run 5001 of result 1001 (Book [Plain]): passed\n"), await CodeAndOutAsync("run", "watch", "5001"));
        Assert.Equal(3, (await CodeAndOutAsync("results", "wait", "1001")).Code);
    }

    [Fact]
    public async Task A_cause_stands_once_with_its_runs_and_its_turn()
    {
        await _service.Play(ScriptedService.Failed, ScriptedService.Failed).HoldAsync(scenarios: [101, 102]);

        var (_, output, _) = await RunAsync("results", "wait", "1001");
        var (_, json, _) = await RunAsync("results", "wait", "1001", "--format", "json");

        Assert.Contains("\n✗ 2 × Confirms\n  runs 5001, 5002\n", output, StringComparison.Ordinal);
        var cause = Assert.Single(JsonNode.Parse(json)!["causes"]!.AsArray())!;
        Assert.Equal(
            ("Confirms", "failed", "[5001,5002]"),
            ((string)cause["cause"]!, (string)cause["kind"]!, cause["run_ids"]!.ToJsonString())
        );
        Assert.Contains("\n✗ 2 × Confirms\n", (await RunAsync("runs", "list", "--result-id", "1001")).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no run 77777, or the key cannot see it. cekura runs list --result-id ID", "run", "watch", "77777")]
    [InlineData("There is no run 77777, or the key cannot see it. ", "runs", "get", "77777")]
    [InlineData("There is no result 88, or the key cannot see it. cekura results list shows", "results", "wait", "88")]
    [InlineData("There is no scenario 99, or the key cannot see it. ", "scenarios", "get", "99")]
    public async Task What_was_not_found_is_named(string words, params string[] arguments)
    {
        var (code, _, error) = await RunAsync(arguments);

        Assert.NotEqual(0, code);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.Contains("HTTP 404", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_run_that_is_emulated_says_so()
    {
        await _service.HoldAsync();
        _service.SaysEmulated = true;

        var (code, output, _) = await RunAsync("run", "watch", "5001");

        Assert.Equal((0, "Run 5001 of result 1001 (Book [Plain]): passed, emulated\n"), (code, output));
    }

    [Theory]
    [InlineData("agents")]
    [InlineData("personalities")]
    public async Task What_the_service_lists_by_no_agent_says_so(string group)
    {
        var (code, _, error) = await RunAsync(group, "list", "--agent-id", "12");

        Assert.Equal(2, code);
        Assert.Contains("There is no option --agent-id.", error, StringComparison.Ordinal);
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task One_run_that_is_watched_in_vain_is_spoken_of_alone()
    {
        await _service.Play(ScriptedService.Endless).HoldAsync();

        var (code, _, error) = await RunAsync("run", "watch", "5001", "--timeout", "3");

        Assert.Equal(5, code);
        Assert.Contains(
            "run 5001 may still be running. Watch it again: cekura run watch 5001. End it: cekura runs end-call 5001\n",
            error,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("runs of result", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_run_there_is_nothing_that_could_pass()
    {
        await _service.HoldAsync();
        _service.Alter = (call, answer) =>
        {
            if (call == "GET /results/1001/")
            {
                ScriptedService.Remove(answer, 5001);
                (answer["status"], answer["total_runs_count"]) = ("completed", 0);
            }
        };

        var (code, _, error) = await RunAsync("results", "wait", "1001");

        Assert.Equal(3, code);
        Assert.Contains("Result 1001 has no runs", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_limit_ends_with_5_and_leaves_what_others_started()
    {
        await _service.Play(ScriptedService.Endless).HoldAsync();

        var (code, output, error) = await RunAsync("results", "wait", "1001", "--timeout", "5", "--format", "json");

        Assert.Equal(5, code);
        Assert.Equal("time_limit", (string)JsonNode.Parse(output)!["error"]!["kind"]!);
        Assert.Contains(
            "1 of 1 run of result 1001 may still be running (5001). Wait again: cekura results wait 1001. End them: cekura results end-calls 1001",
            error,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(_service.Requests, request => request.Request.Contains("end_call", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_limit_of_its_own_a_command_gives_up_after_six_hours()
    {
        await _service.Play(ScriptedService.Endless).HoldAsync();
        var time = new VirtualTime();
        using var error = new StringWriter();
        var tool = new Tool(
            new CommandEnvironment(
                TextWriter.Null,
                error,
                () => TextReader.Null,
                _service.Environment.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal),
                _home,
                _home,
                Width: null,
                ErrorIsTerminal: false,
                time
            )
        );

        var pause = TimeSpan.FromSeconds(15);
        var waited = tool.RunAsync(["results", "wait", "1001"], CancellationToken.None);
        while (!waited.IsCompleted)
        {
            // The service is behind a socket: only a pause between two polls says that there is nothing left to do. The limit of a request
            // is longer.
            await Task.WhenAny(waited, time.WhenTimerDueWithinAsync(pause));
            time.Advance(pause);
        }

        Assert.Equal(5, await waited);
        Assert.Contains("Gave up after 21600 s (--timeout).", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "may still be running", "results", "wait", "1001")]
    [InlineData(true, "asked Cekura to end 1 of 1 run of result 1001", "scenarios", "run-text", "--scenario-ids", "101", "--wait")]
    [InlineData(true, "asked the emulator to end 1 of 1 run of result 1001", "scenarios", "run-text", "--scenario-ids", "101", "--wait")]
    public async Task An_interruption_acts_at_once_and_ends_what_the_command_started(bool isOurs, string told, params string[] arguments)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _service.Play(ScriptedService.Endless).SaysEmulated = told.Contains("the emulator", StringComparison.Ordinal);
        if (!isOurs)
        {
            await _service.HoldAsync();
        }

        using var process = Command.Start(_home, _service.Environment, arguments);
        var line = await process.StandardError.ReadLineAsync();
        Assert.EndsWith(": in_progress", line, StringComparison.Ordinal);

        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var error = await process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);

        Assert.Equal(130, process.ExitCode);
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.Equal(isOurs ? 1 : 0, _service.Requests.Count(request => request.Request == "POST /results/1001/end_calls/"));
    }

    [Fact]
    public async Task An_end_whose_answer_is_lost_is_asked_for_again_only_after_a_look()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _service.Play(ScriptedService.Endless).Disturb("""{ "match": { "path": "/end_calls/" }, "do": "reset" }""");
        using var process = Command.Start(_home, _service.Environment, "scenarios", "run-text", "--scenario-ids", "101", "--wait");
        Assert.EndsWith(": in_progress", await process.StandardError.ReadLineAsync(), StringComparison.Ordinal);

        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var error = await process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);

        Assert.Contains("asked Cekura to end 1 of 1 run of result 1001", error, StringComparison.Ordinal);
        Assert.Equal(
            ["POST /results/1001/end_calls/", "GET /results/1001/", "POST /results/1001/end_calls/"],
            _service.Requests.Select(request => request.Request).SkipWhile(request => request != "POST /results/1001/end_calls/")
        );
    }

    [Fact]
    public async Task On_a_terminal_one_line_moves_and_elsewhere_none()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await _service.HoldAsync();
        var moving = await InTerminalAsync([]);
        var still = await InTerminalAsync(new() { ["NO_COLOR"] = "1" });

        Assert.Contains("\r\u001b[2K1/1 finished, 0 failed", moving, StringComparison.Ordinal);
        Assert.Matches("1/1 finished, 0 failed( \\(1 completed\\))?; [0-9]{2}:[0-9]{2}", moving);
        Assert.Contains("5001  \u001b[32mpassed\u001b[0m   Book", moving, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[3", still, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2K", still, StringComparison.Ordinal);
        Assert.Contains("run 5001 Book [Plain]: passed (1/1 finished, 0 failed)", still, StringComparison.Ordinal);
    }

    // "script" gives the command a terminal of its own.
    private async Task<string> InTerminalAsync(Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("script", ["-qec", $"{Command.Line} results wait 1001", "/dev/null"])
        {
            WorkingDirectory = _home,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment.Remove("NO_COLOR");
        foreach (var (name, value) in _service.Environment.Concat(environment))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    private async Task<(int Code, string Out)> CodeAndOutAsync(params string[] arguments)
    {
        var (code, output, _) = await RunAsync(arguments);
        return (code, output);
    }

    private Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] arguments) =>
        Command.RunAsync(_home, _service.Environment, arguments);
}
