using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.Emulator;
using Cekura.Testing;

namespace Cekura.Cli.Tests;

/// <summary>
/// The emulator behind a socket, with a script of faults for answers that it does not give. Its first result is 1001, its first run 5001.
/// Scenario 101 is called Book and scenario 102 Move; suites play them as Books and Moves.
/// </summary>
public sealed class ScriptedService : IAsyncDisposable
{
    /// <summary>A canned conversation that passed.</summary>
    public const string Passed = """{ "success": true, "metrics": [{ "id": 55, "name": "Confirms", "type": "binary", "score": 5 }] }""";

    /// <summary>One that failed.</summary>
    public const string Failed = """{ "success": false, "metrics": [{ "id": 55, "name": "Confirms", "type": "binary", "score": 0 }] }""";

    /// <summary>One that never took place.</summary>
    public const string NoConnection = """{ "status": "failed", "error_message": "No agent worker picked up the call." }""";

    /// <summary>One that goes on until it is ended.</summary>
    public const string Endless = """{ "status": "in_progress" }""";

    private readonly CekuraEmulator _emulator;
    private readonly FaultScript _script;
    private readonly LoopbackEmulator _server;
    private readonly Dictionary<string, Queue<string>> _answers = [];
    private string[] _replays = [Passed, Passed];
    private string _faults = "";

    private ScriptedService(CekuraEmulator emulator, FaultScript script, LoopbackEmulator server)
    {
        (_emulator, _script, _server) = (emulator, script, server);
        script.Instead = Answer;
        script.Loses = request =>
            Refers && request.Call.StartsWith("POST /scenarios/", StringComparison.Ordinal) ? HttpStatusCode.SeeOther : null;
        script.Alter = (call, answer) =>
        {
            foreach (var run in SaysEmulated ? [] : RunsOf(answer).Append(answer).OfType<JsonObject>())
            {
                // These commands talk to the service, whose runs do not say that they are emulated.
                run["metadata"]?.AsObject().Remove("emulated");
            }

            Alter(Short(call), answer);
        };
    }

    /// <summary>What was asked, without queries.</summary>
    public IReadOnlyList<(string Request, JsonNode? Body)> Requests =>
        [.. _script.Requests.Select(request => (Short(request.Call), request.Body))];

    /// <summary>What a command needs to talk to it.</summary>
    public Dictionary<string, string> Environment =>
        new() { ["CEKURA_API_URL"] = $"{_server.Address}".TrimEnd('/'), ["CEKURA_API_KEY"] = "ck-recorded-0123456789" };

    /// <summary>Alters a good answer to a request before it is received.</summary>
    public Action<string, JsonNode> Alter { get; set; } = (_, _) => { };

    /// <summary>Whether runs say that they are emulated.</summary>
    public bool SaysEmulated { get; set; }

    /// <summary>Whether a start that took effect is answered by a reference.</summary>
    public bool Refers { get; set; }

    /// <summary>Whether it has the older version of reading alone, and answers a page to the newer one.</summary>
    public bool LacksNewer { get; set; }

    /// <summary>Begins to serve.</summary>
    /// <param name="time">The emulator's clock; null: the system's.</param>
    public static async Task<ScriptedService> StartAsync(TimeProvider? time = null)
    {
        var emulator = new CekuraEmulator(Seed([Passed, Passed], ""), new EmulatorOptions { TimeProvider = time ?? TimeProvider.System });
        var script = new FaultScript(emulator);
        return new ScriptedService(emulator, script, await LoopbackEmulator.StartAsync(emulator, script));
    }

    /// <summary>The runs of an answer: a list, or an object by their ids.</summary>
    public static IReadOnlyList<JsonObject> RunsOf(JsonNode answer) =>
        (answer is JsonArray ? answer : answer["runs"]) switch
        {
            JsonArray list => [.. list.OfType<JsonObject>()],
            JsonObject byId => [.. byId.Select(run => run.Value!.AsObject())],
            _ => [],
        };

    /// <summary>Takes a run out of an answer.</summary>
    public static void Remove(JsonNode answer, long id)
    {
        if (answer["runs"] is JsonObject byId)
        {
            byId.Remove($"{id}");
        }
        else if (answer["runs"] is JsonArray list)
        {
            list.RemoveAll(run => (long)run!["id"]! == id);
        }
    }

    /// <summary>How conversations of Book and Move go from now on.</summary>
    public ScriptedService Play(string book, string? move = null)
    {
        _replays = [book, move ?? book];
        _emulator.Reload(Seed(_replays, _faults));
        return this;
    }

    /// <summary>Disturbs requests, as the <c>faults</c> of a seed do.</summary>
    public ScriptedService Disturb(string faults)
    {
        _faults = faults;
        _emulator.Reload(Seed(_replays, _faults));
        return this;
    }

    /// <summary>
    /// Answers a request in the emulator's place, the last answer again and again: for bodies that no emulator gives. A number is a status
    /// of refusal; an empty one lets the emulator answer.
    /// </summary>
    public ScriptedService On(string request, params string[] answers)
    {
        lock (_answers)
        {
            _answers[request] = new Queue<string>(answers);
        }

        return this;
    }

    /// <summary>Starts runs that no command started, and waits until they are over or go on.</summary>
    public async Task HoldAsync(string operation = "run_scenarios_text", string name = "nightly", params long[] scenarios)
    {
        using var client = new HttpClient(_emulator.CreateHandler()) { BaseAddress = new(_emulator.BaseAddress, "test_framework/v1/") };
        client.DefaultRequestHeaders.Add("X-CEKURA-API-KEY", "ck");
        using var started = await client.PostAsJsonAsync(
            $"scenarios/{operation}/",
            new
            {
                agent_id = 12,
                scenarios = scenarios.Length == 0 ? [101] : scenarios,
                name,
            }
        );
        var result = (await started.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
        while (
            RunsOf((await client.GetFromJsonAsync<JsonNode>($"results/{result}/"))!)
                .Any(run => (string)run["status"]! is "pending" or "in_queue" or "evaluating" || IsOnItsWay(run))
        ) { }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private bool IsOnItsWay(JsonObject run) =>
        (string)run["status"]! == "in_progress" && _replays[(long)run["scenario"]!["id"]! - 101] != Endless;

    private HttpResponseMessage? Answer(ScriptedRequest request)
    {
        if (LacksNewer && request.IsNewer)
        {
            return new(HttpStatusCode.NotFound)
            {
                Content = new StringContent("<!doctype html><html><body><h1>Not Found</h1></body></html>", Encoding.UTF8, "text/html"),
            };
        }

        lock (_answers)
        {
            return !_answers.TryGetValue(Short(request.Call), out var answers) ? null
                : (answers.Count > 1 ? answers.Dequeue() : answers.Peek()) is not { Length: > 0 } answer ? null
                : int.TryParse(answer, out var status) ? FaultScript.Json("""{ "detail": "No." }""", (HttpStatusCode)status)
                : FaultScript.Json(answer);
        }
    }

    private static string Short(string call) => call.Split('?')[0];

    private static EmulatorSeed Seed(string[] replays, string faults) =>
        EmulatorSeed.Parse(
            Encoding.UTF8.GetBytes(
                $$"""
                {
                  "project": 742,
                  "agents": [ { "id": 12, "agent_name": "Front desk" } ],
                  "personalities": [ { "id": 3, "name": "Plain" }, { "id": 7, "name": "Fast" }, { "id": 29, "name": "Slow" } ],
                  "test_profiles": [ { "id": 20, "name": "Ann", "agent": 12, "information": {} } ],
                  "metrics": [ { "id": 55, "name": "Confirms" }, { "id": 56, "name": "Greets" } ],
                  "scenarios": [
                    { "id": 101, "name": "Book", "agent": 12, "personality": 3, "replay": {{replays[0]}} },
                    { "id": 102, "name": "Move", "agent": 12, "personality": 3, "replay": {{replays[1]}} },
                    { "id": 201, "name": "Books", "agent": 12, "personality": 3, "replay": {{replays[0]}} },
                    { "id": 202, "name": "Moves", "agent": 12, "personality": 3, "replay": {{replays[1]}} }
                  ],
                  "faults": [ {{faults}} ]
                }
                """
            ),
            "scripted.seed.json"
        );
}
