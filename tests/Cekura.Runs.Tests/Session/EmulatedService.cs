using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Emulator;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Session;

/// <summary>
/// The emulator with whatever the manifests of these tests name, and a script of faults. Its first result is 1001, its first run 5001, and
/// the first test case of a suite scenario 8001. Every conversation is canned, and over by the first poll unless it goes on until it is
/// ended.
/// </summary>
internal sealed class EmulatedService : IDisposable
{
    /// <summary>A canned conversation that goes on until it is ended.</summary>
    public const string Endless = """{ "status": "in_progress" }""";

    /// <summary>One that failed.</summary>
    public const string Failure = """{ "success": false }""";

    /// <summary>One that never took place.</summary>
    public const string NoConnection = """{ "status": "failed" }""";

    private const string Success = """{ "success": true, "duration_seconds": 10 }""";

    // Ids of suites' scenarios lie beyond those of the seed, of which a test profile has the last one.
    private const long LastId = 8000;

    private static readonly string[] TestCases =
    [
        "Gift",
        "Late",
        "Twice",
        "A",
        "B",
        "Long",
        "Short",
        "Refund",
        "Case 0",
        "Case 1",
        "Case 2",
    ];

    private static readonly EmulatorSeed AllPass = Seed(new EmulatedService());

    private readonly ConcurrentQueue<JsonObject> _starts = new();
    private readonly Lazy<CekuraEmulator> _emulator;
    private readonly Lazy<FaultScript> _script;

    public EmulatedService()
    {
        _emulator = new(() => new CekuraEmulator(IsPlain ? AllPass : Seed(this), new EmulatorOptions { TimeProvider = Time }));
        _script = new(() =>
            new FaultScript(_emulator.Value)
            {
                Instead = Answer,
                Loses = request => LosesAnswers && IsStart(request) ? HttpStatusCode.BadGateway : null,
                Alter = AlterAll,
                Settled = request => IsStart(request) ? WaitForEndsAsync() : Task.CompletedTask,
            }
        );
    }

    /// <summary>What a client sends its requests to.</summary>
    public FaultScript Handler => _script.Value;

    /// <summary>The canned conversation of every scenario.</summary>
    public string Replay { get; set; } = Success;

    /// <summary>That of some scenarios instead.</summary>
    public IReadOnlyDictionary<long, string> Replays { get; set; } = new Dictionary<long, string>();

    /// <summary>The script of scenario 101, as <c>conditional_actions</c>, in the place of a canned conversation.</summary>
    public string? Script { get; set; }

    /// <summary>Base address of the model that plays the caller of scenario 101, which has words then in the place of a canned conversation.</summary>
    public Uri? Model { get; set; }

    /// <summary>Further properties of the agent, each after a comma.</summary>
    public string Agent { get; set; } = "";

    /// <summary>What a run of a suite is estimated to cost.</summary>
    public decimal Price { get; set; }

    /// <summary>The emulator's clock.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Answers instead of the emulator where it does not answer null.</summary>
    public Func<string, HttpResponseMessage?> Instead { get; set; } = _ => null;

    /// <summary>Refuses a start by its body where it does not answer null.</summary>
    public Func<JsonObject, HttpResponseMessage?> Refuses { get; set; } = _ => null;

    /// <summary>Whether the answer to a start that took place gets lost.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>Alters a good answer to a call.</summary>
    public Action<string, JsonNode> Alter { get; set; } = (_, _) => { };

    /// <summary>Alters a run wherever it is read after the start.</summary>
    public Action<JsonObject>? Shape { get; set; }

    /// <summary>Whether runs say that they are emulated; else these sessions are with the service, as far as answers tell.</summary>
    public bool SaysEmulated { get; set; }

    /// <summary>Alters the status of every result that is read; null: it is left.</summary>
    public string? Status { get; set; }

    /// <summary>Method and path of what was asked, in order.</summary>
    public IReadOnlyList<string> Requests => [.. Handler.Requests.Select(request => request.Call)];

    /// <summary>Bodies of the starts that were not refused by the script.</summary>
    public IReadOnlyList<JsonObject> Starts => [.. _starts];

    /// <summary>Every run that was created: scenario, or name of a test case, personality and test profile.</summary>
    public IEnumerable<string> CreatedRuns =>
        from run in AllRuns()
        select $"{((long)run["scenario"]! > LastId ? run["scenario_name"] : run["scenario"])}/{run["personality"]}/{run["test_profile"]}";

    /// <summary>A client of the service.</summary>
    public CekuraClient Client(TimeProvider? time = null) =>
        new(new CekuraClientOptions { ApiKey = "test", TimeProvider = time ?? TimeProvider.System }, Handler);

    /// <summary>The scenario of a run, in each of the forms in which answers have it.</summary>
    public static long ScenarioOf(JsonObject run) => (long)(run["scenario"] is JsonObject scenario ? scenario["id"] : run["scenario"])!;

    public void Dispose()
    {
        if (_script.IsValueCreated)
        {
            _script.Value.Dispose();
        }

        if (_emulator.IsValueCreated)
        {
            _emulator.Value.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private bool IsPlain => Replay == Success && Replays.Count == 0 && Price == 0 && Agent.Length == 0 && Script is null && Model is null;

    private static bool IsStart(ScriptedRequest request) =>
        request.Call.StartsWith("POST /scenarios/", StringComparison.Ordinal)
        && !request.Call.Contains("dry_run", StringComparison.Ordinal);

    private static bool IsResult(string call) =>
        call.StartsWith("GET /results/", StringComparison.Ordinal)
        && !call.StartsWith("GET /results/?", StringComparison.Ordinal)
        && call.EndsWith('/');

    private HttpResponseMessage? Answer(ScriptedRequest request)
    {
        var answer = Instead(request.Call);
        if (answer is null && request.Call.StartsWith("POST /scenarios/", StringComparison.Ordinal))
        {
            answer = Refuses(request.Body!.AsObject());
        }

        if (answer is null && IsStart(request))
        {
            _starts.Enqueue(request.Body!.AsObject());
        }

        return answer;
    }

    private void AlterAll(string call, JsonNode answer)
    {
        if (Status is { } status && call.StartsWith("GET /results/", StringComparison.Ordinal))
        {
            foreach (var result in answer["results"] is JsonArray page ? page.Select(entry => entry!) : [answer])
            {
                result["status"] = status;
            }
        }

        var isRead = call.StartsWith("GET /runs/bulk/", StringComparison.Ordinal) || IsResult(call);
        foreach (var run in isRead ? RunsOf(answer) : [])
        {
            if (!SaysEmulated)
            {
                run["metadata"]?.AsObject().Remove("emulated");
            }

            Shape?.Invoke(run);
        }

        Alter(call, answer);
    }

    // What a client sees of conversations does not depend on how quickly this machine carries them out.
    private async Task WaitForEndsAsync()
    {
        while (!AllRuns().All(IsSettled))
        {
            await Task.Yield();
        }
    }

    private bool IsSettled(JsonNode run) =>
        (string)run["status"]! switch
        {
            "completed" or "failed" or "timeout" or "cancelled" => true,
            "in_progress" when Script is not null || Model is not null => true,
            "in_progress" or "in_queue" => Replays.GetValueOrDefault((long)run["scenario"]!, Replay) == Endless,
            _ => false,
        };

    private IEnumerable<JsonNode> AllRuns() =>
        from result in JsonNode.Parse(_emulator.Value.SaveData())!["results"]!.AsArray()
        from run in result["runs"]!.AsArray()
        select run;

    /// <summary>The runs of an answer: a list, or an object by their ids.</summary>
    public static IEnumerable<JsonObject> RunsOf(JsonNode answer) =>
        (answer is JsonArray ? answer : answer["runs"]) switch
        {
            JsonArray list => list.Select(run => run!.AsObject()),
            JsonObject byId => byId.Select(run => run.Value!.AsObject()),
            _ => [],
        };

    private string HowItIsPlayed(long scenario) =>
        scenario == 101 && Script is { } script ? $"\"conditional_actions\": {script}"
        : scenario == 101 && Model is not null
            ? "\"scenario_type\": \"instruction\", \"instructions\": \"You want an appointment on Thursday at 10:30.\""
        : $"\"replay\": {Replays.GetValueOrDefault(scenario, Replay)}";

    private static string Played(Uri model) => new JsonObject { ["url"] = model.ToString(), ["caller"] = "stub" }.ToJsonString();

    private static EmulatorSeed Seed(EmulatedService service)
    {
        var personalities = Enumerable
            .Range(1, 50)
            .Concat(Enumerable.Range(101, 20))
            .Select(id =>
                $$"""{ "id": {{id}}, "name": "{{id switch
                {
                    3 => "Calm",
                    7 => "Fast",
                    _ => $"Personality {id}",
                }}}" }"""
            );
        var profiles = ((long[])[20, 21, 22, LastId]).Select(id =>
            $$"""{ "id": {{id}}, "agent": 12, "name": "Profile {{id}}", "information": {} }"""
        );
        var scenarios = Enumerable
            .Range(1, 20)
            .Concat(Enumerable.Range(101, 10))
            .Select(id => (Id: (long)id, Name: $"Scenario {id}"))
            .Concat(TestCases.Index().Select(entry => (Id: 7000L + entry.Index, Name: entry.Item)))
            .Select(one =>
                $$"""{ "id": {{one.Id}}, "name": "{{one.Name}}", "agent": 12, "personality": 3, {{service.HowItIsPlayed(one.Id)}} }"""
            );
        var price = service.Price.ToString(CultureInfo.InvariantCulture);
        return EmulatorSeed.Parse(
            Encoding.UTF8.GetBytes(
                $$"""
                {
                  "agents": [ { "id": 12, "agent_name": "Front desk"{{service.Agent}} } ],
                  "personalities": [ {{string.Join(", ", personalities)}} ],
                  "test_profiles": [ {{string.Join(", ", profiles)}} ],
                  "metrics": [ { "id": 55, "name": "Polite", "slug": "polite" }, { "id": 56, "name": "Quick", "slug": "quick" } ],
                  "scenarios": [ {{string.Join(", ", scenarios)}} ],
                  {{(service.Model is { } model ? "\"model\": " + Played(model) + "," : "")}}
                  "limits": { "price_per_run": {{price}} }
                }
                """
            ),
            "sessions.seed.json"
        );
    }
}
