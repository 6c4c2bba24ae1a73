using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cekura.Emulator;
using Cekura.Testing;

namespace Cekura.Cli.Tests;

/// <summary>Votes become labels, and labels say how well the judge judges.</summary>
public sealed partial class JudgeCommandTests : IAsyncLifetime
{
    private readonly string _home = Directory.CreateTempSubdirectory("cekura-judge-").FullName;
    private ModelStub _model = null!;

    private Dictionary<string, string> Environment => new() { ["CEKURA_STATE_DIRECTORY"] = _home };

    private string Labels => Path.Combine(_home, "cekura.labels.json");

    public async Task InitializeAsync()
    {
        _model = await ModelStub.StartAsync(Judge);
        var seed = Path.Combine(_home, "emulator.seed.json");
        await File.WriteAllTextAsync(seed, Seed(""));
        var folder = Directory.CreateDirectory(Path.Combine(_home, "test-runs", "Tests-0")).FullName;
        await using var emulator = new CekuraEmulator(EmulatorSeed.Load(seed));
        var runs = await RunAsync(emulator, "[101, 102]");
        await File.WriteAllTextAsync(Path.Combine(folder, "20261101-000000-000-0.emulator.json"), emulator.SaveData());
        await File.WriteAllTextAsync(
            Path.Combine(folder, "20261101-000000-000-0.jsonl"),
            $$"""
            {"version":1,"project":"Tests","project_directory":"{{_home}}","api_url":"emulator","seed":"{{seed}}","started":"2026-11-01T00:00:00+00:00"}
            {"test":"Tests.Book.Calm","name":"Book [Calm]","outcome":"passed","passed":1,"total":1,"took_place":true,"result":1001,"runs":[{{runs[
                0
            ]!["id"]}}]}
            {"test":"Tests.Ask.Calm","name":"Ask [Calm]","outcome":"failed","passed":0,"total":1,"took_place":true,"result":1001,"runs":[{{runs[
                1
            ]!["id"]}}]}

            """
        );
    }

    public async Task DisposeAsync()
    {
        await _model.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task Votes_become_labels_and_the_judge_is_held_against_them_also_without_the_model()
    {
        await DoAsync(
            0,
            "Labelled \"The agent books a slot.\" of Book [Calm] as met",
            "runs",
            "mark-expected-outcome-vote",
            "--test",
            "Book [Calm]",
            "--thumbs-up"
        );
        await DoAsync(0, "as unmet", "runs", "mark-expected-outcome-vote", "--test", "Ask [Calm]", "--thumbs-up");
        await DoAsync(
            0,
            "Labelled \"Is it polite?\" of Book [Calm] as pass",
            "runs",
            "mark-metric-vote",
            "--test",
            "Book [Calm]",
            "--metric-id",
            "5",
            "--thumbs-up"
        );
        await DoAsync(
            0,
            "as fail",
            "runs",
            "mark-metric-vote",
            "--test",
            "Ask [Calm]",
            "--metric-id",
            "5",
            "--thumbs-down",
            "--expected-value",
            "0",
            "--feedback",
            "It was curt."
        );

        // Once more replaces what was said.
        await DoAsync(
            0,
            "as fail",
            "runs",
            "mark-metric-vote",
            "--test",
            "Ask [Calm]",
            "--metric-id",
            "5",
            "--thumbs-down",
            "--feedback",
            "It was curt."
        );
        Assert.Equal(4, JsonNode.Parse(await File.ReadAllTextAsync(Labels))!["labels"]!.AsArray().Count);

        var (code, table, _) = await CommandAsync("judge", "check");
        Assert.Equal(
            (
                0,
                """
                CRITERION                LABELS  AGREEMENT  KAPPA  BASE RATE  WITH ITSELF  DECIDES
                The agent books a slot.  2       1.00       1.00   0.50       1.00         yes
                metric 5 Polite          2       0.50       0.00   0.50       1.00         yes
                metric 5 Polite, Ask [Calm]: people say fail, the judge pass (pass, pass, pass): As it says.
                    people: It was curt.

                """.ReplaceLineEndings("\n")
            ),
            (code, table)
        );

        await _model.DisposeAsync();
        var asked = _model.Questions.Count;
        var (offline, json, _) = await CommandAsync("judge", "check", "--format", "json");
        Assert.Equal((0, asked), (offline, _model.Questions.Count));
        Assert.Equal(
            [(1.0, 1.0, 0), (0.5, 0.0, 1)],
            JsonNode
                .Parse(json)!
                .AsArray()
                .Select(one => ((double)one!["agreement"]!, (double)one["kappa"]!, one["disagreements"]!.AsArray().Count))
        );
        Assert.Equal(1, (await CommandAsync("judge", "check", "--min-kappa", "0.6")).ExitCode);
        Assert.Contains("advice", (await CommandAsync("judge", "check", "--min-kappa", "0.6")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_the_judge_judges_well_decides_and_the_rest_is_advice()
    {
        await CommandAsync("runs", "mark-expected-outcome-vote", "--test", "Book [Calm]", "--thumbs-up");
        await CommandAsync("runs", "mark-expected-outcome-vote", "--test", "Ask [Calm]", "--thumbs-up");

        // The metric has no label at all.
        await using var emulator = new CekuraEmulator(
            EmulatorSeed.Parse(Encoding.UTF8.GetBytes(Seed("\"min_kappa\": 0.6,")), Path.Combine(_home, "emulator.seed.json"))
        );
        var runs = await RunAsync(emulator, "[101, 102]");

        Assert.Equal([true, false], runs.Select(run => (bool)run!["success"]!));
        Assert.Equal(
            $"advice: Polite: Judged pass by tiny on this machine, not by Cekura: As it says. Turn 1: \"You are booked\" It decides nothing: there is no label of it that tiny judged, and MinKappa is 0.6.",
            (string?)runs[0]!["metadata"]!["emulator_notes"]![1]
        );
        var metric = runs[0]!["evaluation"]!["metrics"]![0]!;
        Assert.Null(metric["score"]);
        Assert.StartsWith("Advice: Judged pass by tiny", (string?)metric["explanation"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Advice_alone_is_no_pass()
    {
        await using var emulator = new CekuraEmulator(
            EmulatorSeed.Parse(Encoding.UTF8.GetBytes(Seed("\"min_kappa\": 0,")), Path.Combine(_home, "emulator.seed.json"))
        );

        var run = Assert.Single(await RunAsync(emulator, "[101]"))!;

        Assert.Equal(
            (false, "V29", "Not judged: the judge's advice is all there is, and advice decides nothing."),
            ((bool)run["success"]!, (string?)run["metadata"]!["emulator_verdict"]!["rule"], (string?)run["error_message"])
        );
    }

    [Fact]
    public async Task What_the_judge_says_is_saved_on_demand_and_what_has_another_prompt_is_told()
    {
        await CommandAsync("runs", "mark-metric-vote", "--test", "Book [Calm]", "--metric-id", "5", "--thumbs-up");
        var text = await File.ReadAllTextAsync(Labels);
        await File.WriteAllTextAsync(Labels, text.Replace("\"pass\"\n      ]", "\"fail\"\n      ]", StringComparison.Ordinal));

        await CommandAsync("judge", "check", "--samples", "2", "--save");
        Assert.Equal(
            ["pass", "pass"],
            JsonNode.Parse(await File.ReadAllTextAsync(Labels))!["labels"]![0]!["judged"]!.AsArray().Select(answer => (string)answer!)
        );

        await File.WriteAllTextAsync(Labels, text.Replace("Is it polite?", "Is it rude?", StringComparison.Ordinal));
        Assert.Contains(
            "not judged: The label is about another prompt than the metric has now.",
            (await CommandAsync("judge", "check")).Out,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(2, "There are no labels in", "judge", "check")]
    [InlineData(2, "error CEK0600", "judge", "check", "--seed", "none.json")]
    [InlineData(2, "Give --samples from 1 to 99.", "judge", "check", "--samples", "0")]
    [InlineData(
        2,
        "What should the judge have said?",
        "runs",
        "mark-metric-vote",
        "--test",
        "Book [Calm]",
        "--metric-id",
        "6",
        "--thumbs-down"
    )]
    [InlineData(
        2,
        "Give --line with one of: The agent books a slot.",
        "runs",
        "mark-expected-outcome-vote",
        "--test",
        "Book [Calm]",
        "--thumbs-down",
        "--line",
        "x"
    )]
    public async Task What_cannot_be_done_is_said(int code, string told, params string[] arguments) => await DoAsync(code, told, arguments);

    [Fact]
    public async Task A_file_that_holds_no_labels_is_named()
    {
        await File.WriteAllTextAsync(Labels, "{ \"labels\": [{ \"test\": \"a\", \"critereon\": \"b\" }] }");

        await DoAsync(2, "error CEK0445: labels[0]: unknown key \"critereon\".", "judge", "check");
    }

    [Fact]
    public async Task A_judge_that_cannot_be_reached_is_infrastructure()
    {
        await CommandAsync("runs", "mark-metric-vote", "--test", "Book [Calm]", "--metric-id", "5", "--thumbs-up");
        await _model.DisposeAsync();

        await DoAsync(3, "metric 5 Polite, Book [Calm]: not judged: ", "judge", "check");
    }

    [Fact]
    public async Task The_settings_file_beside_the_seed_names_the_model_as_it_does_for_the_tests()
    {
        await CommandAsync("runs", "mark-expected-outcome-vote", "--test", "Book [Calm]", "--thumbs-up");
        var seed = Path.Combine(_home, "emulator.seed.json");
        var model = $"\"model\": {{  \"url\": \"{_model.Address}\", \"judge\": \"tiny\" }},";
        var text = await File.ReadAllTextAsync(seed);
        Assert.Contains(model, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(seed, text.Replace(model, "", StringComparison.Ordinal));
        await DoAsync(2, "Set ModelUrl and CallerModel in cekura.runsettings beside it", "judge", "check");

        await SettingsAsync($"<ModelUrl>{_model.Address}</ModelUrl><CallerModel>tiny</CallerModel>");
        await DoAsync(0, "The agent books a slot.  1       1.00", "judge", "check");
        Assert.NotEmpty(_model.Questions);

        await SettingsAsync("<ModelUrl>here</ModelUrl>");
        await DoAsync(2, "cekura.runsettings wants an address of http or https", "judge", "check");
        await File.WriteAllTextAsync(Path.Combine(_home, "cekura.runsettings"), "<RunSettings>");
        await DoAsync(2, "cekura.runsettings(1,", "judge", "check");

        Task SettingsAsync(string settings) =>
            File.WriteAllTextAsync(Path.Combine(_home, "cekura.runsettings"), $"<RunSettings><Cekura>{settings}</Cekura></RunSettings>");
    }

    private static string Replay(int id, string name, string said) =>
        $$"""
            { "id": {{id}}, "name": "{{name}}", "personality": 3, "metrics": [5, 6], "expected_outcome_prompt": "The agent books a slot.",
              "replay": { "turns": [{ "role": "Main Agent", "content": "{{said}}" }] } }
            """;

    private string Seed(string model) =>
        $$"""
            {
              "model": { {{model}} "url": "{{_model.Address}}", "judge": "tiny" },
              "agents": [{ "id": 12 }], "personalities": [{ "id": 3, "name": "Calm" }],
              "metrics": [{ "id": 5, "name": "Polite", "type": "llm_judge", "prompt": "Is it polite?" },
                { "id": 6, "name": "Kind", "type": "llm_judge", "eval_type": "continuous_qualitative", "prompt": "How kind is it?" }],
              "scenarios": [{{Replay(101, "Book", "You are booked for Monday.")}}, {{Replay(102, "Ask", "You are not.")}}]
            }
            """;

    // Plays by rules, and judges only what the words show.
    private static StubAnswer Judge(StubQuestion question)
    {
        var isBooked = question.Last.Contains("You are booked", StringComparison.Ordinal);
        var quote = isBooked ? "You are booked" : "You are not";
        var answer =
            question.Schema == "judged_statements" ? (JsonNode)(isBooked ? "met" : "unmet")
            : Kind().IsMatch(question.Last) ? 4
            : "pass";
        var judged = new JsonObject
        {
            ["statement"] = 1,
            ["turn"] = 1,
            ["quote"] = quote,
            ["reason"] = "As it says.",
            ["answer"] = answer,
        };
        return StubAnswer.Json(question.Schema == "judged_statements" ? new JsonObject { ["statements"] = new JsonArray(judged) } : judged);
    }

    private static async Task<JsonArray> RunAsync(CekuraEmulator emulator, string scenarios)
    {
        using var client = new HttpClient(emulator.CreateHandler()) { BaseAddress = new(emulator.BaseAddress, "test_framework/v1/") };
        client.DefaultRequestHeaders.Add("X-CEKURA-API-KEY", "any");
        using var body = new StringContent($$"""{ "scenarios": {{scenarios}} }""", Encoding.UTF8, "application/json");
        using var started = await client.PostAsync("scenarios/run_scenarios_text/", body);
        var result = (await started.Content.ReadFromJsonAsync<JsonNode>())!;
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while ((string?)(await client.GetFromJsonAsync<JsonNode>($"results/{result["id"]}/"))!["status"] != "completed")
        {
            await pace.WaitForNextTickAsync();
        }

        var ids = string.Join(',', result["runs"]!.AsArray().Select(run => run!["id"]));
        return (await client.GetFromJsonAsync<JsonArray>($"runs/bulk/?run_ids={ids}"))!;
    }

    private Task<(int ExitCode, string Out, string Error)> CommandAsync(params string[] arguments) =>
        Command.RunAsync(_home, Environment, arguments);

    private async Task DoAsync(int code, string told, params string[] arguments)
    {
        var (ended, output, error) = await CommandAsync(arguments);

        Assert.True(
            (ended, (output + error).Contains(told, StringComparison.Ordinal)) == (code, true),
            $"{string.Join(' ', arguments)}: {ended}\n{output}{error}"
        );
    }

    [GeneratedRegex("How kind", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Kind();
}
