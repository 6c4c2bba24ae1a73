using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.Emulator;
using Cekura.Testing;

namespace Cekura.Cli.Tests;

/// <summary>Runs of the service, for which an emulator stands, become a seed that replays them.</summary>
public sealed class RecordCommandTests : IAsyncLifetime
{
    private const string Key = "ck-recorded-0123456789";

    // By rules, rubric, critical deviations and reviews: everything that a verdict may come from.
    private const string Service = """
        {
          "project": 742,
          "agents": [{ "id": 12, "agent_name": "Front desk", "inbound": true, "websocket_url": "ws://127.0.0.1:9/secret-path", "websocket_headers": { "Authorization": "Bearer canary-header" } }],
          "personalities": [{ "id": 3, "name": "Calm" }, { "id": 7, "name": "In a hurry" }, { "id": 8, "name": "Never run" }],
          "test_profiles": [{ "id": 20, "name": "Maria", "information": { "name": "Maria", "api_key": "canary-profile" } }],
          "metrics": [
            { "id": 48, "name": "Expected Outcome", "slug": "expected_outcome" },
            { "id": 55, "name": "Confirms", "rule": { "agent_says": "booked" } },
            { "id": 56, "name": "Turns", "eval_type": "numeric", "measure": "turns" },
            { "id": 57, "name": "Mood", "eval_type": "enum", "classify": [{ "value": "calm" }] },
            { "id": 58, "name": "Elsewhere", "only_if": { "agent_says": "never" }, "rule": { "agent_says": "x" } }
          ],
          "rubric": [{ "metric": 56, "op": "lte", "value": 3 }, { "metric": 55, "op": "gte", "value": 5 }],
          "scenarios": [
            { "id": 101, "name": "Book", "agent": 12, "personality": 3, "test_profile": 20, "tags": ["smoke"], "folder_path": "Booking.Happy", "metrics": [48, 55, 56, 57, 58],
              "outcomes": [{ "text": "It books", "rule": { "agent_says": "booked" } }, { "text": "It is polite", "rule": { "agent_says": "please" }, "critical": true, "category": "Rude" }],
              "replay": [
                { "personality": 3, "duration_seconds": 13, "turns": [
                  { "role": "Testing Agent", "content": "A slot, please. Bearer canary-words", "start_time": 0.5, "end_time": 2 },
                  { "role": "Function Call", "data": { "id": "c1", "name": "book", "arguments": "{\"day\":\"Monday\",\"token\":\"canary-argument\"}" }, "start_time": 2, "end_time": 2 },
                  { "role": "Function Call Result", "data": { "id": "c1", "result": "done" }, "start_time": 2.5, "end_time": 2.5 },
                  { "role": "Main Agent", "content": "You are booked, please come at “nine”.", "start_time": 3, "end_time": 4 } ] },
                { "personality": 7, "duration_seconds": 9, "ended_reason": "testing-agent-ended-call", "turns": [
                  { "role": "Testing Agent", "content": "Slot!" }, { "role": "Main Agent", "content": "No." }, { "role": "Testing Agent", "content": "Slot!!" }, { "role": "Main Agent", "content": "No!" } ] }
              ] },
            { "id": 102, "name": "Move", "agent": 12, "personality": 3, "metrics": [55],
              "replay": { "status": "timeout", "error_message": "No call came with ck-recorded-0123456789.", "ended_reason": "main-agent-did-not-answer" } },
            { "id": 103, "name": "Cancel", "agent": 12, "personality": 3, "metrics": [48, 55],
              "expected_outcome_prompt": "It cancels",
              "replay": { "success": false, "expected_outcome": { "score": 50, "explanation": ["🟡 It cancels"], "outcome_alignments": [{ "outcome": "It never came to that.", "prompt_part": "It cancels", "aligned": "blocked" }] }, "metrics": [], "turns": [{ "role": "Main Agent", "content": "Hello" }] } }
          ]
        }
        """;

    private readonly string _home = Directory.CreateTempSubdirectory("cekura-record-").FullName;
    private LoopbackEmulator _service = null!;

    private string File => Path.Combine(_home, "recorded.seed.json");

    public async Task InitializeAsync()
    {
        _service = await ServeAsync(Service);
        await StartAsync(_service);
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task The_same_verdicts_messages_and_metrics_come_out_of_the_seed()
    {
        await VoteAsync(_service);
        var (code, told, error) = await CommandAsync(_service, "emulator", "record", "--result", "1001");
        Assert.True(code == 0, told + error);
        Assert.Equal(
            $"Recorded 6 runs of 3 scenarios in {File}. Tests replay them with ApiUrl=emulator and Seed=recorded.seed.json.\n",
            told
        );

        await using var replayed = await ServeAsync(await System.IO.File.ReadAllTextAsync(File));
        await StartAsync(replayed);

        var wanted = await CommandAsync(_service, "results", "wait", "1001");
        Assert.Equal(wanted, await CommandAsync(replayed, "results", "wait", "1001"));
        Assert.Contains(
            "Failed: rubric: Confirms = 0, wanted score gte 5; rubric: Turns = 4, wanted score lte 3; expected outcome 0; critical: Rude.",
            wanted.Out,
            StringComparison.Ordinal
        );
        Assert.Contains("Needs review: the expected outcome could not be judged (It cancels).", wanted.Out, StringComparison.Ordinal);
        Assert.Contains("Reviewed as a failure: It was Tuesday.", wanted.Out, StringComparison.Ordinal);
        foreach (var run in (int[])[5001, 5002, 5003, 5004, 5005, 5006])
        {
            Assert.Equal(await RunAsync(_service, run), await RunAsync(replayed, run));
        }

        Assert.Equal(
            (await CommandAsync(_service, "scenarios", "list", "--agent-id", "12")).Out,
            (await CommandAsync(replayed, "scenarios", "list", "--agent-id", "12")).Out
        );
    }

    [Fact]
    public async Task No_secret_stands_in_the_seed()
    {
        Assert.Equal(0, (await CommandAsync(_service, "emulator", "record", "--result", "1001")).ExitCode);

        var text = await System.IO.File.ReadAllTextAsync(File);
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-path", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Never run", text, StringComparison.Ordinal);
        Assert.Contains("“nine”", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_recorded_is_no_pass()
    {
        await CommandAsync(_service, "emulator", "record", "--result", "1001");
        var seed = (await System.IO.File.ReadAllTextAsync(File)).Replace(
            "\"personalities\": [",
            "\"personalities\": [{ \"id\": 8, \"name\": \"Never run\" },",
            StringComparison.Ordinal
        );
        await using var replayed = await ServeAsync(seed);
        using var client = Client(replayed);
        await PostAsync(client, "scenarios/run_scenarios_text/", """{ "scenarios": [101], "personality_ids": [8] }""");
        await PostAsync(client, "scenarios/run_scenarios_text/", """{ "scenarios": [102], "frequency": 3 }""");

        var (code, told, _) = await CommandAsync(replayed, "results", "wait", "1001");

        Assert.Equal(3, code);
        Assert.Contains(
            "did not take place: Nothing was recorded of scenario 101 \"Book\" with personality 8 \"Never run\" and test profile 20 \"Maria\", repetition 1.",
            told,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Nothing was recorded of scenario 102 \"Move\" with personality 3 \"Calm\", repetition 3.",
            (await CommandAsync(replayed, "results", "wait", "1002")).Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_file_is_only_written_over_on_demand()
    {
        await System.IO.File.WriteAllTextAsync(File, "mine");

        var (code, _, error) = await CommandAsync(_service, "emulator", "record", "--result", "1001");
        Assert.Equal((2, "mine"), (code, await System.IO.File.ReadAllTextAsync(File)));
        Assert.Contains("is there already. Give --force, or another --out.", error, StringComparison.Ordinal);

        Assert.Equal(0, (await CommandAsync(_service, "emulator", "record", "--result", "1001", "--force")).ExitCode);
        Assert.Equal(0, (await CommandAsync(_service, "emulator", "record", "--result", "1001", "--out", "other.json")).ExitCode);
        Assert.Equal(await System.IO.File.ReadAllTextAsync(File), await System.IO.File.ReadAllTextAsync(Path.Combine(_home, "other.json")));
    }

    [Theory]
    [InlineData("in_progress", "has not ended")]
    [InlineData("completed", "is not scored")]
    public async Task What_was_not_judged_there_is_not_recorded(string status, string problem)
    {
        await using var service = await ServeAsync(
            $$"""{ "agents": [{ "id": 12 }], "scenarios": [{ "id": 101, "name": "Book", "replay": { "status": "{{status}}" } }] }""",
            run =>
            {
                if (status == "completed")
                {
                    run["success"] = null;
                    run["evaluation_status"] = null;
                }
            }
        );
        using var client = Client(service);
        await PostAsync(client, "scenarios/run_scenarios_text/", """{ "scenarios": [101] }""");
        while (
            (string?)(await client.GetFromJsonAsync<JsonNode>("runs/5001/"))!["status"] is "pending" or "in_queue"
            || ((string?)(await client.GetFromJsonAsync<JsonNode>("runs/5001/"))!["status"] == "evaluating")
        ) { }

        var (code, _, error) = await CommandAsync(service, "emulator", "record", "--result", "1001");

        Assert.Equal(2, code);
        Assert.Contains($"Run 5001 of result 1001 {problem}. Nothing was written.", error, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
    }

    private static async Task<LoopbackEmulator> ServeAsync(string seed, Action<JsonObject>? alter = null)
    {
        var emulator = new CekuraEmulator(EmulatorSeed.Parse(Encoding.UTF8.GetBytes(seed), "seed.json"));
        return await LoopbackEmulator.StartAsync(
            emulator,
            alter is null
                ? null
                : new FaultScript(emulator)
                {
                    Alter = (_, answer) =>
                    {
                        foreach (var run in answer is JsonArray runs ? runs.OfType<JsonObject>() : [])
                        {
                            alter(run);
                        }
                    },
                }
        );
    }

    // Each scenario with two personalities where there are two, and one of them twice.
    private static async Task StartAsync(LoopbackEmulator emulator)
    {
        using var client = Client(emulator);
        await PostAsync(
            client,
            "scenarios/run_scenarios_text/",
            """{ "scenarios": [101, 102, 103], "personality_ids": [3, 7], "name": "nightly" }"""
        );
        while ((string?)(await client.GetFromJsonAsync<JsonNode>("results/1001/"))!["status"] is "pending" or "running") { }
    }

    private static async Task VoteAsync(LoopbackEmulator emulator)
    {
        using var client = Client(emulator);
        await PostAsync(
            client,
            "runs/5001/mark_metric_vote/",
            """{ "metric_id": 55, "thumbs_up": false, "expected_value": 0, "feedback": "It was Tuesday." }"""
        );
        await PostAsync(client, "runs/5001/mark_expected_outcome_vote/", """{ "thumbs_up": false, "feedback": "It was Tuesday." }""");
    }

    private static HttpClient Client(LoopbackEmulator emulator)
    {
        var client = new HttpClient { BaseAddress = new(emulator.Address, "test_framework/v1/") };
        client.DefaultRequestHeaders.Add("X-CEKURA-API-KEY", Key);
        return client;
    }

    private static async Task PostAsync(HttpClient client, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(path, content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    // All that is scored and said, without what has another time each time, and without secrets.
    private static async Task<string> RunAsync(LoopbackEmulator emulator, int id)
    {
        using var client = Client(emulator);
        var run = (await client.GetFromJsonAsync<JsonObject>($"runs/{id}/"))!;
        string[] compared =
        [
            "status",
            "success",
            "evaluation_status",
            "feedback",
            "duration",
            "expected_outcome",
            "evaluation",
            "rubric",
            "critical_categories",
            "personality_name",
            "scenario_name",
        ];
        return string.Join('\n', compared.Select(key => $"{key}: {run[key]?.ToJsonString()}"))
            + string.Join('\n', run["transcript_object"]!.AsArray().Select(turn => $"{turn!["role"]} {turn["time"]} {turn["end_time"]}"));
    }

    private Task<(int ExitCode, string Out, string Error)> CommandAsync(LoopbackEmulator emulator, params string[] arguments) =>
        Command.RunAsync(
            _home,
            new Dictionary<string, string> { ["CEKURA_API_URL"] = emulator.Address.ToString().TrimEnd('/'), ["CEKURA_API_KEY"] = Key },
            arguments
        );
}
