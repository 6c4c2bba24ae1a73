using System.Text.Json.Nodes;

namespace Cekura.Cli.Tests;

/// <summary>The options and exit codes of pipelines that were written for the service's own command.</summary>
public sealed class ThresholdTests : IAsyncLifetime
{
    private const string Suite =
        """{ "version": "1", "scenarios": [{ "name": "Books", "type": "instruction", "instructions": "Book an appointment.", "personality": 3 }, { "name": "Moves", "type": "instruction", "instructions": "Move it.", "personality": 3 }] }""";
    private const string Passed =
        """{ "success": true, "metrics": [{ "id": 55, "name": "Confirms", "eval_type": "binary", "passed": true }] }""";
    private const string Failed =
        """{ "success": false, "metrics": [{ "id": 55, "name": "Confirms", "eval_type": "binary", "passed": false }] }""";
    private const string Start = "run start --agent-id 12 --scenario-ids 101,102";
    private const string Spec = "run spec suite.json --agent-id 12";

    private readonly string _home = Directory.CreateTempSubdirectory("cekura-threshold-").FullName;
    private ScriptedService _service = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        _service = await ScriptedService.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(_home, "suite.json"), Suite);
        await File.WriteAllTextAsync(Path.Combine(_home, "bad.json"), """{ "test_cases": 3 }""");
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Theory]
    [InlineData(0, Start, "1.0", 2)]
    [InlineData(0, Start, "0.5", 1)]
    [InlineData(1, Start, "0.51", 1)]
    [InlineData(1, Start, "1.0", 1)]
    [InlineData(0, Spec, "1", 2)]
    [InlineData(1, Spec, "1.0", 1)]
    [InlineData(0, Spec, "0.5", 1)]
    public async Task The_share_that_passed_decides(int expected, string command, string threshold, int passed)
    {
        const int Total = 2;
        _service.Play(Passed, passed == Total ? Passed : Failed);

        var (code, output, error) = await RunAsync($"{command} --wait --fail-on-threshold {threshold} --format json");

        Assert.True(expected == code, error);
        var json = JsonNode.Parse(output)!;
        Assert.Equal((expected == 0 ? "passed" : "failed", (double)passed / Total), ((string)json["outcome"]!, (double)json["pass_rate"]!));
        Assert.Single(_service.Requests, request => request.Request.StartsWith("POST /scenarios/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, "0.5")]
    [InlineData(1, "0.51")]
    [InlineData(2, "80")]
    public async Task What_others_started_is_waited_for_with_a_share_too(int expected, string threshold)
    {
        await _service.Play(Passed, Failed).HoldAsync(scenarios: [101, 102]);

        var (code, _, error) = await RunAsync($"results wait 1001 --fail-on-threshold {threshold}");

        Assert.True(expected == code, error);
        Assert.Equal(expected == 2, error.EndsWith("wants a share above 0 and up to 1, such as 0.9.\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_never_took_place_has_not_passed()
    {
        _service.Play(Passed, ScriptedService.NoConnection);

        Assert.Equal(1, (await RunAsync($"{Start} --wait --fail-on-threshold 0.9")).ExitCode);
        Assert.Equal(3, (await RunAsync($"{Start} --wait")).ExitCode);
    }

    [Theory]
    [InlineData(Start, "400")]
    [InlineData(Start, "401")]
    [InlineData(Start, "402")]
    [InlineData(Start, "500")]
    [InlineData(Spec, "400")]
    [InlineData(Spec, "403")]
    public async Task What_could_not_be_started_is_2(string command, string status)
    {
        _service.Disturb(
            $$"""{ "match": { "method": "POST", "path": "/scenarios/run_scenarios_(text|json)/" }, "times": 1000, "do": "status:{{status}}" }"""
        );

        var (code, output, _) = await RunAsync($"{command} --wait --fail-on-threshold 1.0 --format json");

        Assert.Equal((2, 2), (code, (int)JsonNode.Parse(output)!["error"]!["exit_code"]!));
        Assert.NotEqual(2, (await RunAsync($"{command} --wait")).ExitCode);
    }

    [Fact]
    public async Task A_wait_that_times_out_is_2_and_ends_what_was_started()
    {
        _service.Play(ScriptedService.Endless);

        var (code, _, error) = await RunAsync($"{Start} --wait --fail-on-threshold 1.0 --timeout 3");

        Assert.Equal(2, code);
        Assert.Contains("Gave up after 3 s (--timeout).", error, StringComparison.Ordinal);
        Assert.Contains(_service.Requests, request => request.Request == "POST /results/1001/end_calls/");
    }

    [Theory]
    [InlineData("--fail-on-threshold 1.0", "it needs --wait. Nothing was started.")]
    [InlineData("--wait --fail-on-threshold 80%", "wants a share above 0 and up to 1, such as 0.9. Nothing was started.")]
    [InlineData("--wait --fail-on-threshold 80", "wants a share above 0 and up to 1, such as 0.9. Nothing was started.")]
    [InlineData("--wait --fail-on-threshold 0,8", "wants a share above 0 and up to 1, such as 0.9. Nothing was started.")]
    [InlineData("--wait --fail-on-threshold 0", "wants a share above 0 and up to 1, such as 0.9. Nothing was started.")]
    public async Task A_threshold_that_makes_no_sense_is_refused_before_anything_starts(string options, string told)
    {
        foreach (var command in (string[])[Start, Spec])
        {
            var (code, _, error) = await RunAsync($"{command} {options}");

            Assert.Equal(2, code);
            Assert.Contains(told, error, StringComparison.Ordinal);
        }

        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task A_spec_is_started_and_planned_like_a_suite()
    {
        Assert.Equal(0, (await RunAsync($"{Spec} --dry-run --fail-on-threshold 1.0")).ExitCode);
        Assert.Equal(0, (await RunAsync($"{Spec} --name nightly --channel voice")).ExitCode);
        Assert.Equal(2, (await RunAsync("run spec bad.json --agent-id 12")).ExitCode);

        var body = _service.Requests[1].Body!;
        Assert.Equal(
            (12, "nightly", "voice", "Books"),
            ((int)body["agent_id"]!, (string)body["name"]!, (string)body["channel"]!, (string)body["spec"]!["scenarios"]![0]!["name"]!)
        );
        Assert.Equal(2, _service.Requests.Count);
    }

    private Task<(int ExitCode, string Out, string Error)> RunAsync(string line) =>
        Command.RunAsync(_home, _service.Environment, line.Split(' '));
}
