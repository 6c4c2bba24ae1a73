using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Cekura.Cli.Tests;

public sealed class EmulatorCommandTests : IDisposable
{
    private const string Seed = """
        {
          "project": 742,
          "agents": [ { "id": 12, "agent_name": "Front desk", "websocket_url": "ws://127.0.0.1:9/chat" } ],
          "personalities": [ { "id": 3, "name": "Normal Male", "style": "plain" } ],
          "metrics": [ { "id": 55, "name": "Confirms", "eval_type": "binary", "rule": { "agent_says": "booked" } } ],
          "scenarios": [ { "id": 101, "name": "Book", "agent": 12, "personality": 3, "scenario_type": "instruction", "instructions": "x", "metrics": [55],
            "replay": { "turns": [ { "role": "Main Agent", "content": "Goodbye.", "start_time": 1, "end_time": 2 } ], "status": "completed", "duration_seconds": 13 } } ]
        }
        """;

    private readonly string _home = Directory.CreateTempSubdirectory("cekura-emulator-").FullName;

    private string DataPath => Path.Combine(_home, "data.json");

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task What_was_done_is_found_again_by_the_next_emulator()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string before;
        using (var first = await ServeAsync("--data", "data.json"))
        {
            Assert.Equal(1, (await first.RunAsync("run", "start", "--scenario-ids", "101", "--wait")).ExitCode);
            Assert.Equal(
                0,
                (
                    await first.RunAsync(
                        "runs",
                        "mark-metric-vote",
                        "5001",
                        "--metric-id",
                        "55",
                        "--thumbs-down",
                        "--expected-value",
                        "true",
                        "--feedback",
                        "Was fine"
                    )
                ).ExitCode
            );
            Assert.Equal(0, (await first.RunAsync("test-sets", "create-from-run", "--run-id", "5001", "--name", "Kept")).ExitCode);
            before = (await first.RunAsync("runs", "get", "5001", "--format", "json")).Out;
            await first.StopAsync();
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(DataPath));
        using var second = await ServeAsync("--data", "data.json");
        Assert.Equal(before, (await second.RunAsync("runs", "get", "5001", "--format", "json")).Out);
        Assert.Contains("reviewed_success", before, StringComparison.Ordinal);
        Assert.Contains(
            "Created test set 301 \"Kept\"",
            (await second.RunAsync("test-sets", "create-from-run", "--run-id", "5001", "--name", "Other")).Out,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Started result 1002 ",
            (await second.RunAsync("run", "start", "--scenario-ids", "101")).Out,
            StringComparison.Ordinal
        );
        await second.StopAsync();
    }

    [Fact]
    public async Task A_file_that_another_emulator_keeps_is_refused_until_that_one_ends()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var first = await ServeAsync("--data", "data.json");
        await first.RunAsync("run", "start", "--scenario-ids", "101", "--wait");

        var (code, output, error) = await Command.RunAsync(
            _home,
            null,
            "emulator",
            "--seed",
            "seed.json",
            "--data",
            Path.Combine(_home, "..", Path.GetFileName(_home), "data.json")
        );

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("data.json is kept by another emulator that is running.", error, StringComparison.Ordinal);
        await first.SignalAsync("KILL");
        await first.EndAsync();
        using var next = await ServeAsync("--data", "data.json");
        Assert.Equal(0, (await next.RunAsync("results", "get", "1001")).ExitCode);
        await next.StopAsync();
        Assert.False(File.Exists($"{DataPath}.lock"));
    }

    [Fact]
    public async Task What_an_answer_shows_is_in_the_file_already()
    {
        using var served = await ServeAsync("--data", "data.json");

        // Several times: the file is also written once a second, but not between each of these.
        for (var id = 1001; id <= 1005; id++)
        {
            await served.RequestAsync(
                HttpMethod.Post,
                "/test_framework/v1/scenarios/run_scenarios_text/",
                """{ "agent_id": 12, "scenarios": [101] }"""
            );
            Assert.Equal(id, (long?)(await KeptAsync())["results"]!.AsArray()[^1]!["id"]);
            string? status;
            do
            {
                status = (string?)(await served.RequestAsync(HttpMethod.Get, $"/test_framework/v1/results/{id}/"))["status"];
            } while (status is "pending" or "running");

            Assert.Equal("completed", status);
            Assert.Equal("completed", (string?)await KeptRunAsync("status"));

            await served.RequestAsync(
                HttpMethod.Post,
                $"/test_framework/v1/runs/{id + 4000}/mark_metric_vote/",
                """{ "metric_id": 55, "thumbs_up": true, "expected_value": null, "feedback": "Seen" }"""
            );
            Assert.Equal("Seen", (string?)(await KeptRunAsync("review"))?["feedback"]);

            await served.RequestAsync(
                HttpMethod.Post,
                "/test_framework/test-sets/create_from_run/",
                $$"""{ "run_id": {{id + 4000}}, "metrics": [] }"""
            );
            Assert.Equal(id - 1000, (await KeptAsync())["test_sets"]!.AsArray().Count);
        }

        Assert.Equal(HttpStatusCode.OK, await served.PostAsync("reset"));
        Assert.Empty((await KeptAsync())["results"]!.AsArray());
    }

    [Fact]
    public async Task What_the_command_shows_of_a_served_emulator_says_so()
    {
        using var served = await ServeAsync();
        var waited = await served.RunAsync("run", "start", "--scenario-ids", "101", "--wait");

        Assert.Contains("0 of 1 passed, emulated", waited.Out, StringComparison.Ordinal);
        Assert.Contains("0 of 1 passed, emulated", (await served.RunAsync("results", "wait", "1001")).Out, StringComparison.Ordinal);
        Assert.Contains("0 of 1 passed, emulated", (await served.RunAsync("results", "get", "1001")).Out, StringComparison.Ordinal);
        Assert.Contains(
            "Run 5001 of result 1001: completed, failure, emulated\n",
            (await served.RunAsync("runs", "get", "5001")).Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_reset_forgets_and_a_new_seed_scores_anew()
    {
        using var served = await ServeAsync();
        Assert.Equal(1, (await served.RunAsync("run", "start", "--scenario-ids", "101", "--wait")).ExitCode);

        await File.WriteAllTextAsync(Path.Combine(_home, "seed.json"), Seed.Replace("\"booked\"", "\"Goodbye\"", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await served.PostAsync("reload"));
        Assert.Equal(0, (await served.RunAsync("run", "rerun", "1001", "--metric-ids", "55")).ExitCode);
        Assert.Equal(0, (await served.RunAsync("results", "wait", "1001")).ExitCode);

        await File.WriteAllTextAsync(Path.Combine(_home, "seed.json"), "{");
        Assert.Equal(HttpStatusCode.BadRequest, await served.PostAsync("reload"));
        Assert.Equal(HttpStatusCode.OK, await served.PostAsync("reset"));
        Assert.Equal(1, (await served.RunAsync("runs", "get", "5001")).ExitCode);
        Assert.Equal(HttpStatusCode.NotFound, await served.PostAsync("other"));
    }

    [Theory]
    [InlineData("{", "It is not what an emulator writes")]
    [InlineData("{ \"version\": 9 }", "It is of version 9, and this emulator reads version 1.")]
    [InlineData("{ \"version\": 1, \"results\": 3 }", "It is not what an emulator writes")]
    public async Task A_file_that_is_none_is_refused_and_stays(string text, string told)
    {
        await File.WriteAllTextAsync(Path.Combine(_home, "seed.json"), Seed);
        await File.WriteAllTextAsync(DataPath, text);

        var (code, output, error) = await Command.RunAsync(_home, null, "emulator", "--seed", "seed.json", "--data", "data.json");

        Assert.Equal((2, ""), (code, output));
        Assert.Contains($"{DataPath} cannot be resumed from. {told}", error, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(DataPath));
    }

    [Theory]
    [InlineData("127.0.0.1:8700", null, HttpStatusCode.OK)]
    [InlineData("localhost", "http://localhost:3000", HttpStatusCode.OK)]
    [InlineData("[::1]:8700", null, HttpStatusCode.OK)]
    [InlineData("emulator.docker", null, HttpStatusCode.OK)]
    [InlineData("rebound.example:8700", null, HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.example", null, HttpStatusCode.Forbidden)]
    [InlineData("localhost", "https://page.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost", "null", HttpStatusCode.Forbidden)]
    public async Task Web_pages_of_other_sites_are_not_answered(string host, string? origin, HttpStatusCode expected)
    {
        using var served = await ServeAsync("--allow-host", "emulator.docker");
        Assert.Contains(
            "Started result 1001 ",
            (await served.RunAsync("run", "start", "--scenario-ids", "101")).Out,
            StringComparison.Ordinal
        );

        var control = await served.SendAsync(HttpMethod.Post, "/__emulator/reset", host, origin);
        var request = await served.SendAsync(HttpMethod.Get, "/test_framework/v1/results/", host, origin);

        Assert.Equal((expected, expected), (control, request));
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, (await served.RunAsync("results", "get", "1001")).ExitCode);
    }

    [Theory]
    [InlineData("seed.json/data.json")]
    [InlineData("folder")]
    [InlineData("empty")]
    public async Task A_file_that_cannot_be_kept_is_said_before_anything_is_served(string data)
    {
        await File.WriteAllTextAsync(Path.Combine(_home, "seed.json"), Seed);
        Directory.CreateDirectory(Path.Combine(_home, "folder"));
        await File.WriteAllTextAsync(Path.Combine(_home, "empty"), "");

        var (code, output, error) = await Command.RunAsync(_home, null, "emulator", "--seed", "seed.json", "--data", data);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(Path.Combine(_home, data), error, StringComparison.Ordinal);
        Assert.Contains("another file", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_any_longer_ends_nothing()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var served = await ServeAsync("--data", "data.json");
        Directory.CreateDirectory($"{DataPath}.new");
        await served.RunAsync("run", "start", "--scenario-ids", "101");

        Assert.Contains($"{DataPath} cannot be written: ", await served.ErrorLineAsync(), StringComparison.Ordinal);
        Assert.Equal(0, (await served.RunAsync("results", "get", "1001")).ExitCode);

        Directory.Delete($"{DataPath}.new");
        Assert.Equal($"cekura: {DataPath} is written again.", await served.ErrorLineAsync());
        Assert.Contains("1001", await File.ReadAllTextAsync(DataPath), StringComparison.Ordinal);

        Directory.CreateDirectory($"{DataPath}.new");
        await served.RunAsync("run", "start", "--scenario-ids", "101");
        Assert.Contains("cannot be written: ", await served.ErrorLineAsync(), StringComparison.Ordinal);
        await served.StopAsync();
        Assert.StartsWith($"cekura: what was done last is not in {DataPath}: ", await served.ErrorLineAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public async Task What_it_launched_ends_with_it_however_it_ends(string signal)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        // The agent and what it starts hold the connection for as long as they live; the agent itself ends first.
        var script =
            $"exec 3<>/dev/tcp/127.0.0.1/{((IPEndPoint)listener.LocalEndpoint).Port}; (setsid sleep 600 & setsid sleep 600) & echo up >&3; wait";
        using var served = await ServeAsync(Launching(script), []);
        await served.RunAsync("run", "start", "--scenario-ids", "101");
        using var agent = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(agent.GetStream());
        Assert.Equal("up", await reader.ReadLineAsync());

        await served.SignalAsync(signal);

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        Assert.Equal("", await reader.ReadToEndAsync(limit.Token));
    }

    private static string Launching(string script) =>
        $$"""
            {
              "project": 742,
              "agents": [ { "id": 12, "agent_name": "Front desk", "websocket_url": "ws://127.0.0.1:{port}/chat",
                "launch": { "command": "bash", "args": ["-c", "{{script}}"], "ready_url": "http://127.0.0.1:9/never", "timeout_seconds": 120 } } ],
              "personalities": [ { "id": 3, "name": "Normal Male", "style": "plain" } ],
              "scenarios": [ { "id": 101, "name": "Book", "agent": 12, "personality": 3, "scenario_type": "conditional_actions",
                "conditional_actions": { "role": "A caller", "conditions": [ { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hello?", "type": "standard", "fixed_message": true } ] } } ]
            }
            """;

    private async Task<JsonNode> KeptAsync() => JsonNode.Parse(await File.ReadAllTextAsync(DataPath))!;

    private async Task<JsonNode?> KeptRunAsync(string property) => (await KeptAsync())["results"]!.AsArray()[^1]!["runs"]![0]![property];

    private Task<Served> ServeAsync(params string[] options) => ServeAsync(Seed, options);

    private async Task<Served> ServeAsync(string seed, string[] options)
    {
        await File.WriteAllTextAsync(Path.Combine(_home, "seed.json"), seed);
        var process = Command.Start(_home, null, ["emulator", "--seed", "seed.json", .. options]);
        return new Served(_home, process, (await process.StandardOutput.ReadLineAsync())!["Listening on ".Length..]);
    }

    private sealed class Served(string home, Process process, string address) : IDisposable
    {
        public Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] arguments) =>
            Command.RunAsync(
                home,
                new Dictionary<string, string> { ["CEKURA_API_URL"] = address, ["CEKURA_API_KEY"] = "ck-emulated-0123456789" },
                arguments
            );

        public async Task<HttpStatusCode> PostAsync(string what)
        {
            using var client = new HttpClient();
            using var answer = await client.PostAsync($"{address}/__emulator/{what}", content: null);
            return answer.StatusCode;
        }

        public async Task<HttpStatusCode> SendAsync(HttpMethod method, string path, string host, string? origin)
        {
            using var client = new HttpClient();
            using var request = new HttpRequestMessage(method, $"{address}{path}");
            request.Headers.Host = host;
            request.Headers.Add("X-CEKURA-API-KEY", "ck");
            if (origin is not null)
            {
                request.Headers.Add("Origin", origin);
            }

            using var answer = await client.SendAsync(request);
            return answer.StatusCode;
        }

        public async Task<JsonNode> RequestAsync(HttpMethod method, string path, string? body = null)
        {
            using var client = new HttpClient();
            using var request = new HttpRequestMessage(method, $"{address}{path}");
            request.Headers.Add("X-CEKURA-API-KEY", "ck");
            request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await client.SendAsync(request);
            return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
        }

        public Task<string?> ErrorLineAsync() => process.StandardError.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(5));

        public async Task SignalAsync(string signal)
        {
            using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
            await kill.WaitForExitAsync();
        }

        public Task EndAsync() => process.WaitForExitAsync();

        public async Task StopAsync()
        {
            await SignalAsync("TERM");
            await process.WaitForExitAsync();
            Assert.Equal(143, process.ExitCode);
        }

        public void Dispose()
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
        }
    }
}
