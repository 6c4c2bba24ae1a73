using System.Diagnostics;
using System.Text.Json.Nodes;
using Cekura.Testing;

namespace Cekura.Cli.Tests;

/// <summary>
/// What the command itself starts: found again when its answer is lost, ended by <c>reap</c> when it waited and was killed, and left alone
/// otherwise.
/// </summary>
public sealed class OwnStartTests : IAsyncLifetime
{
    private const string LosesTheAnswer =
        """{ "match": { "method": "POST", "path": "/scenarios/run_scenarios_text/" }, "do": "drop_after_accept" }""";

    private const string End = "POST /results/1001/end_calls/";

    private readonly string _home = Directory.CreateTempSubdirectory("cekura-own-").FullName;
    private readonly VirtualTime _time = new();
    private ScriptedService _service = null!;

    private string Journals => Path.Combine(_home, ".cekura", "state", "starts");

    /// <inheritdoc />
    public async Task InitializeAsync() => _service = await ScriptedService.StartAsync(_time);

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_start_whose_answer_is_lost_is_found_by_its_name(bool waits)
    {
        // A result that is only called alike stands before it.
        _service.Disturb(LosesTheAnswer).Alter = (call, answer) =>
        {
            if (call == "GET /results/")
            {
                var alike = answer["results"]![0]!.DeepClone();
                (alike["id"], alike["name"]) = (986, $"{alike["name"]} not");
                answer["results"]!.AsArray().Insert(0, alike);
            }
        };

        var (code, output, error) = await RunAsync([
            "run",
            "start",
            "--scenario-ids",
            "101",
            "--format",
            "json",
            .. waits ? ["--wait"] : Array.Empty<string>(),
        ]);

        Assert.Equal((0, 1001), (code, (int)JsonNode.Parse(output)!["result_id"]!));
        Assert.Contains("result 1001 was found by its name, and nothing was started twice", error, StringComparison.Ordinal);
        Assert.Single(_service.Requests, request => request.Request.StartsWith("POST /scenarios/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_that_the_user_gives_may_be_another_result_s_and_is_not_looked_for()
    {
        _service.Disturb(LosesTheAnswer);

        var (code, _, error) = await RunAsync("run", "start", "--scenario-ids", "101", "--name", "nightly");

        Assert.Equal(3, code);
        Assert.Contains("cekura results list --search \"nightly\"", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task What_a_killed_command_waited_for_is_ended_once(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _service.Play(ScriptedService.Endless);
        using var process = Command.Start(_home, _service.Environment, "run", "start", "--scenario-ids", "101", "--wait");
        Assert.EndsWith(": in_progress", await process.StandardError.ReadLineAsync(), StringComparison.Ordinal);

        // While it lives nobody touches what it started.
        Assert.Equal((0, "Nothing was left behind.\n"), await ReapAsync());

        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await Command.EndAsync(process);
        var first = await ReapAsync();
        var second = await ReapAsync();

        Assert.Equal(
            (signal == "KILL", false),
            (first.Output.Contains("1001", StringComparison.Ordinal), second.Output.Contains("1001", StringComparison.Ordinal))
        );
        Assert.Single(_service.Requests, request => request.Request == End);
    }

    [Fact]
    public async Task A_command_that_was_detached_goes_on_without_its_terminal()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _service.Play("""{ "delay_ms": 60000, "success": true }""");
        using var process = Command.Start("nohup", _home, _service.Environment, "run", "start", "--scenario-ids", "101", "--wait");
        Assert.EndsWith(": in_progress", await process.StandardError.ReadLineAsync(), StringComparison.Ordinal);

        using var kill = Process.Start("kill", ["-HUP", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        await Command.EndAsync(process);

        Assert.Equal(0, process.ExitCode);
        Assert.DoesNotContain(_service.Requests, request => request.Request == End);
    }

    [Fact]
    public async Task What_has_its_verdict_leaves_nothing_behind_and_the_file_is_its_owner_s_alone()
    {
        var (code, _, _) = await RunAsync("run", "start", "--scenario-ids", "101", "--wait");

        Assert.Equal(0, code);
        Assert.Equal((0, "Nothing was left behind.\n"), await ReapAsync());
        Assert.DoesNotContain(_service.Requests, request => request.Request == End);
        var journal = Assert.Single(Directory.GetFiles(Journals));
        Assert.DoesNotContain(_service.Environment["CEKURA_API_KEY"], await File.ReadAllTextAsync(journal), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(journal));
        }
    }

    [Fact]
    public async Task Without_waiting_the_conversations_go_on_and_nobody_ends_them()
    {
        _service.Play(ScriptedService.Endless);

        var (code, _, _) = await RunAsync("run", "start", "--scenario-ids", "101");

        Assert.Equal(0, code);
        Assert.Equal((0, "Nothing was left behind.\n"), await ReapAsync());
        Assert.False(Directory.Exists(Journals));
        Assert.DoesNotContain(_service.Requests, request => request.Request == End);
    }

    private async Task<(int ExitCode, string Output)> ReapAsync()
    {
        var (code, output, _) = await RunAsync("reap");
        return (code, output);
    }

    private Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] arguments) =>
        Command.RunAsync(_home, _service.Environment, arguments);
}
