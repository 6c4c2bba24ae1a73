using System.Text.Json.Nodes;

namespace Cekura.Cli.Tests;

public sealed class CommandTests(ServedEmulator emulator) : IClassFixture<ServedEmulator>
{
    [Fact]
    public async Task The_documented_loop_reads_statuses_from_an_array()
    {
        var (code, output, error) = await RunProcessAsync("runs", "list", "--result-id", "1001", "--format", "json");

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(["completed", "completed"], JsonNode.Parse(output)!.AsArray().Select(run => (string)run!["status"]!));
    }

    [Fact]
    public async Task Runs_are_a_table_without_anything_that_steers_a_terminal()
    {
        var (code, output, _) = await RunProcessAsync("runs", "list", "--result-id", "1001");

        Assert.Equal(0, code);
        Assert.Equal(
            """
            ID    STATUS     EVALUATION  DURATION  PERSONALITY  SCENARIO
            5001  completed  success     00:13     Normal Male  Book
            5002  completed  failure     00:07     Normal Male  Move ␛[31m

            """.ReplaceLineEndings("\n"),
            string.Join(
                '\n',
                output
                    .Split('\n')
                    .OrderBy(
                        line =>
                            line is "" ? "~"
                            : line.StartsWith("ID", StringComparison.Ordinal) ? ""
                            : line,
                        StringComparer.Ordinal
                    )
            )
        );
    }

    [Fact]
    public async Task A_run_shows_its_conversation()
    {
        var (code, output, _) = await RunAsync("runs", "get", "5001");

        Assert.Equal(0, code);
        Assert.StartsWith(
            "Run 5001 of result 1001: completed, success, emulated\nBook [Normal Male], 00:13, ended: main-agent-ended-call\n",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("\nVerdict: passed\n", output, StringComparison.Ordinal);
        Assert.Contains("  [00:01] Agent: You are booked.\n", output, StringComparison.Ordinal);
        Assert.Contains(
            "\nVerdict: failed\nFailed: expected outcome 0",
            (await RunAsync("runs", "get", "5003")).Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_result_shows_its_runs()
    {
        var (code, output, _) = await RunAsync("results", "get", "1001");

        Assert.Equal(0, code);
        Assert.StartsWith("Result 1001 \"nightly\": completed, 1 of 2 passed, emulated\n", output, StringComparison.Ordinal);
        var (_, listed, _) = await RunAsync("results", "list", "--agent-id", "12", "--format", "json");
        Assert.Equal(["later", "nightly"], JsonNode.Parse(listed)!.AsArray().Select(result => (string)result!["name"]!));
    }

    [Theory]
    [InlineData(3, "scenarios", "--agent-id", "12")]
    [InlineData(1, "personalities")]
    [InlineData(1, "metrics", "--agent-id", "12")]
    [InlineData(1, "agents")]
    [InlineData(0, "test-profiles", "--agent-id", "12")]
    public async Task The_workspace_is_listed(int count, string group, params string[] filter)
    {
        var (code, output, error) = await RunAsync([group, "list", .. filter, "--format", "json"]);

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(count, JsonNode.Parse(output)!.AsArray().Count);
    }

    [Theory]
    [InlineData(1, "not_found", "runs", "get", "99")]
    [InlineData(2, "usage", "runs", "get", "x")]
    [InlineData(2, "usage", "runs", "list")]
    [InlineData(2, "usage", "runs", "mark-metric-vote", "5001", "--metric-id", "55")]
    [InlineData(2, "usage", "baseline", "accept")]
    [InlineData(2, "usage", "manifest", "pull")]
    [InlineData(2, "seed", "emulator", "--seed", "missing.json")]
    public async Task A_failure_is_one_document_too(int exitCode, string kind, params string[] arguments)
    {
        var (code, output, error) = await RunAsync([.. arguments, "--format", "json"]);

        Assert.Equal(exitCode, code);
        var problem = JsonNode.Parse(output)!["error"]!;
        Assert.Equal((kind, exitCode), ((string)problem["kind"]!, (int)problem["exit_code"]!));
        Assert.StartsWith("cekura: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_asked()
    {
        var (code, output, error) = await Command.RunAsync(
            emulator.Home,
            new Dictionary<string, string> { ["CEKURA_API_URL"] = emulator.Address },
            "runs",
            "get",
            "5001"
        );

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("CEKURA_API_KEY", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_infrastructure()
    {
        var (code, _, error) = await Command.RunAsync(
            emulator.Home,
            new Dictionary<string, string> { ["CEKURA_API_URL"] = "http://127.0.0.1:9", ["CEKURA_API_KEY"] = "ck-secret-0123456789" },
            "runs",
            "end-call",
            "1"
        );

        Assert.Equal(3, code);
        Assert.DoesNotContain("ck-secret", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_word_gets_a_suggestion()
    {
        Assert.Equal(
            (2, "", "cekura: There is no command \"gte\". Did you mean \"get\"?\nSee: cekura runs --help\n"),
            await RunProcessAsync("runs", "gte", "5")
        );
        Assert.Equal(
            (2, "", "cekura: There is no command \"rnus\". Did you mean \"runs\"?\nSee: cekura --help\n"),
            await RunAsync("rnus", "list")
        );
        Assert.Equal(
            (2, "", "cekura: There is no option --tset. Did you mean \"--test\"?\nSee: cekura runs get --help\n"),
            await RunAsync("runs", "get", "--tset", "x")
        );
        Assert.Equal(
            (2, "", "cekura: There is no option --api-ulr. Did you mean \"--api-url\"?\nSee: cekura runs get --help\n"),
            await RunAsync("runs", "get", "5", "--api-ulr", "x")
        );
    }

    [Theory]
    [InlineData("  cekura [command] [options]\n")]
    [InlineData("  cekura runs [command] [options]\n", "runs")]
    public async Task Nothing_that_can_be_done_shows_what_there_is(string usage, params string[] words)
    {
        var (code, output, error) = await RunProcessAsync(words);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(usage, error, StringComparison.Ordinal);
        Assert.Contains("Commands:\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_is_pulled_kept_and_validated()
    {
        var folder = Directory.CreateDirectory(Path.Combine(emulator.Home, "pulled")).FullName;
        var path = Path.Combine(folder, "cekura.json");

        var (code, _, _) = await RunAsync("manifest", "pull", path, "--agent-id", "12", "--tags", "smoke");
        Assert.Equal(0, code);
        var written = await File.ReadAllTextAsync(path);
        Assert.Equal(
            "{\n  \"name\": \"Front desk\",\n  \"agent\": 12,\n  \"scenarios\": [\n    { \"id\": 101, \"name\": \"Book\", \"folder\": \"Booking\", \"tags\": [\"smoke\"] }\n  ]\n}\n",
            written
        );

        await File.WriteAllTextAsync(path, written.Replace("\"Book\"", "\"Mine\", /* ours */ \"frequency\": 2", StringComparison.Ordinal));
        var (_, second, _) = await RunAsync("manifest", "pull", path, "--format", "json");
        Assert.Equal(
            ["updated", "added", "added"],
            JsonNode.Parse(second)!["changes"]!.AsArray().Select(change => (string)change!["change"]!)
        );
        Assert.Contains("\"Book\", /* ours */ \"frequency\": 2", await File.ReadAllTextAsync(path), StringComparison.Ordinal);

        await File.WriteAllTextAsync(path, written);
        var (valid, found, _) = await RunAsync("manifest", "validate", path);
        Assert.Equal((0, "Nothing is wrong.\n"), (valid, found));
        await File.WriteAllTextAsync(path, "{ \"scenarios\": [ { \"id\": \"x\" } ] }");
        var (invalid, told, _) = await RunAsync("manifest", "validate", path);
        Assert.Equal(2, invalid);
        Assert.StartsWith($"{path}(1,26): error CEK0115: ", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("runs")]
    [InlineData("runs list")]
    [InlineData("runs get")]
    [InlineData("runs mark-metric-vote")]
    [InlineData("results")]
    [InlineData("results share")]
    [InlineData("manifest pull")]
    [InlineData("baseline accept")]
    [InlineData("emulator")]
    public async Task Every_command_explains_itself(string command)
    {
        var (code, output, error) = await RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
        if (command.Contains(' ', StringComparison.Ordinal))
        {
            Assert.Contains(
                $"  cekura {command}",
                output[output.IndexOf("Examples:", StringComparison.Ordinal)..],
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task The_emulator_stops_when_it_is_told_to()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var process = Command.Start(emulator.Home, null, "emulator", "--seed", "seed.json");
        await process.StandardOutput.ReadLineAsync();
        using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await Command.EndAsync(process);

        Assert.Equal(143, process.ExitCode);
    }

    private Task<(int ExitCode, string Out, string Error)> RunProcessAsync(params string[] arguments) =>
        Command.RunProcessAsync(emulator.Home, emulator.Environment, arguments);

    private Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] arguments) =>
        Command.RunAsync(emulator.Home, emulator.Environment, arguments);
}
