using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;
using Microsoft.Extensions.Time.Testing;

namespace Cekura.Cli.Tests;

/// <summary>What <c>cekura compare</c> says of two test runs that are remembered, and of two agents that it runs itself.</summary>
public sealed class CompareCommandTests : IDisposable
{
    private const string Manifest = """
        { "agent": 12, "scenarios": [
          { "id": 101, "name": "Book", "personalities": [ { "id": 3, "name": "Calm" } ] },
          { "id": 102, "name": "Move", "personalities": [ { "id": 3, "name": "Calm" } ] } ] }
        """;

    private readonly string _home = Directory.CreateTempSubdirectory("cekura-compare-").FullName;
    private readonly FakeTimeProvider _time = new(new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero));

    private string State => Path.Combine(_home, ".cekura", "state");

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task A_regression_that_is_shown_is_exit_code_1_on_page_in_Markdown_and_in_JSON()
    {
        Write("old prompt", "a1a1a1", 850, Outcomes(8, 'P'));
        Write("new <prompt>", "b2b2b2", 1_150, Outcomes(8, 'F'));

        var (exitCode, output, error) = await RunAsync([
            "compare",
            "--a",
            "Old prompt",
            "--b",
            "b2b2b2",
            "--page",
            "out/compare.html",
            "--markdown",
            "compare.md",
        ]);

        Assert.True(exitCode == 1, output + error);
        Assert.Contains(
            "A: Old prompt (Clinic.Tests, 2026-11-01 10:00 UTC, label old prompt, branch main, commit a1a1a1)\n",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Regression: B passes less often than A. A passed 8 of 8 pairs, B 0 of 8 (p = 0.016, corrected for 2 comparisons).\n",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("The agent did not do it", output, StringComparison.Ordinal);
        Assert.Contains("difference: B is higher", output, StringComparison.Ordinal);
        var page = await File.ReadAllTextAsync(Path.Combine(_home, "out", "compare.html"));
        Assert.Contains("<p class=\"finding regression\">Regression: B passes less often than A.", page, StringComparison.Ordinal);
        Assert.Contains("label new &lt;prompt&gt;", page, StringComparison.Ordinal);
        Assert.Contains("Conversations of A are not at hand: they are at https://api.example/.", page, StringComparison.Ordinal);
        var markdown = await File.ReadAllTextAsync(Path.Combine(_home, "compare.md"));
        Assert.StartsWith("## Cekura: Old prompt (A) and b2b2b2 (B)\n\n**Regression: B passes", markdown, StringComparison.Ordinal);
        Assert.Contains("| Test1 \\[Calm\\] | 1 of 1 | 0 of 1 | The agent did not do it |", markdown, StringComparison.Ordinal);

        var (again, json, _) = await RunAsync([
            "compare",
            "--a",
            "last~1",
            "--b",
            "last",
            "--lower-is-better",
            "latency (ms)",
            "--format",
            "json",
        ]);
        Assert.Equal(1, again);
        var root = JsonNode.Parse(json)!;
        Assert.Equal(
            ("regression", 8, 0.007813),
            ((string)root["verdicts"]!["finding"]!, (int)root["verdicts"]!["pairs"]!, (double)root["verdicts"]!["p"]!)
        );
        Assert.Equal("regression", (string)root["metrics"]![0]!["finding"]!);
        Assert.Equal(300, (double)root["metrics"]![0]!["difference"]!);
    }

    [Fact]
    public async Task What_is_not_shown_is_exit_code_0_and_not_called_equal()
    {
        Write("a", "a1a1a1", 850, Outcomes(8, 'P'));
        Write("b", "b2b2b2", 850, [.. Outcomes(7, 'P'), ("Test8", 'F')]);

        var (exitCode, output, error) = await RunAsync(["compare", "--a", "a", "--b", "b"]);

        Assert.True(exitCode == 0, output + error);
        Assert.Contains(
            "No difference of verdicts shown, which does not mean equal. A passed 8 of 8 pairs, B 7 of 8",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("8 pairs of which 1 differ show a difference of", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_took_place_nothing_is_compared()
    {
        Write("a", "a1a1a1", 850, Outcomes(2, 'P'));
        Write("b", "b2b2b2", 850, Outcomes(2, 'I'));

        var (exitCode, output, _) = await RunAsync(["compare", "--a", "a", "--b", "b"]);

        Assert.Equal(3, exitCode);
        Assert.Contains("0 repetitions of A and 2 of B did not take place, and are in no pair.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--a last --b last", "--a and --b are the same test run")]
    [InlineData("--a last~7 --b last", "--a: 2 test runs are remembered in")]
    [InlineData("--a nothing --b last", "--a: no test run \"nothing\" is remembered in")]
    [InlineData("--a 9 --b last", "--a: result 9 is in 2 test runs. Name one by its file:")]
    [InlineData("--a ws://127.0.0.1:1/chat --b last", "--live runs the same tests against both sides, which costs money.")]
    [InlineData("--a last~1 --b last --repetitions 5", "go with --live, which starts conversations. Nothing was started.")]
    [InlineData("--a last", "--b")]
    [InlineData("--live --a 1 --b 2", "There is no file")]
    public async Task What_cannot_be_compared_is_said_and_nothing_is_started(string arguments, string words)
    {
        Write("a", "a1a1a1", 850, Outcomes(2, 'P'));
        Write("b", "b2b2b2", 850, Outcomes(2, 'P'));

        var (exitCode, output, error) = await RunAsync(["compare", .. arguments.Split(' ')]);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(words, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_both_agents_have_the_same_tests_in_turn_and_their_conversations_stand_side_by_side()
    {
        await PrepareAsync();

        var (exitCode, output, error) = await RunLiveAsync("--repetitions", "4", "--page", "compare.html");

        Assert.True(exitCode == 1, output + error);
        Assert.Contains("cekura: 2 tests for A and B, 16 conversations in all.\n", error, StringComparison.Ordinal);
        Assert.Contains("repetition 1, 1 test, A before B\n", error, StringComparison.Ordinal);
        Assert.Contains("repetition 1, 1 test, B before A\n", error, StringComparison.Ordinal);
        Assert.Contains("Regression: B passes less often than A. A passed 8 of 8 pairs, B 0 of 8", output, StringComparison.Ordinal);
        var page = await File.ReadAllTextAsync(Path.Combine(_home, "compare.html"));
        Assert.Contains("You are booked.", page, StringComparison.Ordinal);
        Assert.Contains("We are closed.", page, StringComparison.Ordinal);

        // It is no test run: what failed last, and the history, stay as they were.
        Assert.Null(LastTestRun.Read(State));
    }

    [Fact]
    public async Task Live_nothing_starts_that_both_sides_together_may_not()
    {
        await PrepareAsync();

        var (exitCode, output, error) = await RunLiveAsync("--repetitions", "4", "--max-runs", "15");

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains("Nothing was started:", error, StringComparison.Ordinal);
        Assert.Contains("MaxRuns is 15", error, StringComparison.Ordinal);
        Assert.DoesNotContain("repetition 1", error, StringComparison.Ordinal);
    }

    private async Task PrepareAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_home, "cekura.json"), Manifest);
        await File.WriteAllTextAsync(Path.Combine(_home, "a.seed.json"), Seed("You are booked."));
        await File.WriteAllTextAsync(Path.Combine(_home, "b.seed.json"), Seed("We are closed."));
    }

    private Task<(int ExitCode, string Out, string Error)> RunLiveAsync(params string[] arguments) =>
        Command.RunAsync(
            _home,
            new Dictionary<string, string> { ["CEKURA_API_URL"] = "emulator" },
            ["compare", "--live", "--a", "a.seed.json", "--b", "b.seed.json", .. arguments]
        );

    private static string Seed(string said) =>
        $$"""
            {
              "agents": [ { "id": 12, "agent_name": "Front desk", "websocket_url": "ws://127.0.0.1:9/chat" } ],
              "personalities": [ { "id": 3, "name": "Calm", "style": "plain" } ],
              "metrics": [ { "id": 55, "name": "Confirms", "eval_type": "binary", "rule": { "agent_says": "booked" } } ],
              "scenarios": [ {{Scenario(101, "Book", said)}}, {{Scenario(102, "Move", said)}} ]
            }
            """;

    private static string Scenario(int id, string name, string said) =>
        $$"""
            { "id": {{id}}, "name": "{{name}}", "agent": 12, "personality": 3, "scenario_type": "instruction", "instructions": "x", "metrics": [55],
              "replay": { "status": "completed", "duration_seconds": 13, "success": {{(
                said.Contains("booked", StringComparison.Ordinal) ? "true" : "false"
            )}}, "ended_reason": "main-agent-ended-call", "turns": [
                { "role": "Main Agent", "content": "{{said}}", "start_time": 1, "end_time": 2 } ] } }
            """;

    private static (string Scenario, char Outcome)[] Outcomes(int count, char outcome) =>
        [.. Enumerable.Range(1, count).Select(number => ($"Test{number}", outcome))];

    private void Write(string label, string commit, double latency, params (string Scenario, char Outcome)[] tests)
    {
        _time.Advance(TimeSpan.FromHours(1));
        using var log = TestRunLog.Create(
            State,
            "Clinic.Tests",
            Path.Combine(State, "project"),
            new CekuraSettings { ApiUrl = new Uri("https://api.example/"), Label = label },
            _time,
            new SourceRevision(commit, "main")
        );
        foreach (var (scenario, outcome) in tests)
        {
            log.Add(Case(scenario), Verdict(outcome, latency));
        }
    }

    private static CaseVerdict Verdict(char outcome, double latency) =>
        new()
        {
            Outcome = outcome == 'P' ? Outcome.Passed : Outcome.Failed,
            Passed = outcome == 'P' ? 1 : 0,
            Total = 1,
            Runs =
            [
                new RunVerdict
                {
                    Outcome = outcome == 'P' ? Outcome.Passed : Outcome.Failed,
                    Rule = outcome == 'P' ? "V23" : "V22",
                    Message = outcome == 'P' ? "" : "The agent did not do it",
                    IsInfrastructure = outcome == 'I',
                    Run = new Run
                    {
                        Id = 5,
                        ResultId = 9,
                        Metrics =
                        [
                            new RunMetric
                            {
                                Name = "Latency (ms)",
                                Type = "numeric",
                                Score = latency,
                            },
                        ],
                    },
                },
            ],
        };

    private static ScenarioCase Case(string scenario) =>
        new()
        {
            FullyQualifiedName = $"Clinic.{scenario}.Calm",
            DisplayName = $"{scenario} [Calm]",
            ScenarioId = 1,
            ScenarioName = scenario,
            Mode = "text",
            Location = new SourceLocation("cekura.json", 3, 5),
        };

    private Task<(int ExitCode, string Out, string Error)> RunAsync(string[] arguments) => Command.RunAsync(_home, null, arguments);
}
