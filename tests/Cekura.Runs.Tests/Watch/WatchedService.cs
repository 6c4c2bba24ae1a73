using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Emulator;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Runs.Session;
using Cekura.Runs.Tests.Session;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Watch;

/// <summary>
/// The emulator on a clock that jumps from timer to timer, with outages at their moments. Its first result is 1001, whose runs begin with
/// 5001. Where a test is about a service that errs, it alters the answers.
/// </summary>
internal sealed class WatchedService : DelegatingHandler
{
    /// <summary>A canned conversation that goes on until it is ended.</summary>
    public const string Endless = """{ "status": "in_progress" }""";

    private readonly VirtualTime _time = new();
    private readonly DateTimeOffset _began;
    private readonly List<(double At, string Call)> _calls = [];

    public WatchedService() => _began = _time.GetUtcNow();

    /// <summary>Seconds since the start.</summary>
    public double Now => (_time.GetUtcNow() - _began).TotalSeconds;

    /// <summary>What was asked, and when.</summary>
    public IReadOnlyList<(double At, string Call)> Calls => _calls;

    /// <summary>What was asked to end, and when.</summary>
    public IEnumerable<(double At, string Call)> Ends => _calls.Where(call => call.Call.Contains("/end_call", StringComparison.Ordinal));

    /// <summary>Whether anything was asked to end.</summary>
    public bool IsEnded => Ends.Any();

    /// <summary>The canned conversation of scenario 101.</summary>
    public string Replay { get; init; } = """{ "success": true }""";

    /// <summary>The canned conversation of scenario 102.</summary>
    public string OtherReplay { get; init; } = Endless;

    /// <summary>When requests are disturbed.</summary>
    public IReadOnlyList<Outage> Outages { get; init; } = [];

    /// <summary>Alters the answer to a call, given as method and path, before it is received.</summary>
    public Action<WatchedService, string, JsonNode>? Alter { get; init; }

    /// <summary>Seconds when the session was over.</summary>
    public double Over { get; private set; }

    /// <summary>What the session said.</summary>
    public Heard Heard { get; } = new();

    /// <summary>The only verdict.</summary>
    public CaseVerdict Verdict => Assert.Single(Heard.Verdicts).Value;

    /// <summary>When the first verdict came.</summary>
    public double Judged { get; private set; } = double.NaN;

    /// <summary>The runs of an answer: a list, or an object by their ids.</summary>
    public static IReadOnlyList<JsonNode> RunsOf(JsonNode answer) =>
        (answer is JsonArray ? answer : answer["runs"]) switch
        {
            JsonArray list => [.. list.Select(run => run!)],
            JsonObject byId => [.. byId.Select(run => run.Value!)],
            _ => [],
        };

    /// <summary>Puts a run into an answer with another, which it is like but for what a test says.</summary>
    public static void Add(JsonNode answer, long id, Action<JsonNode> differ)
    {
        if (RunsOf(answer) is not [var like, ..])
        {
            return;
        }

        var run = like.DeepClone();
        run["id"] = id;
        differ(run);
        if (like.Parent is JsonArray list)
        {
            list.Add(run);
        }
        else
        {
            like.Parent![$"{id}"] = run;
        }

        if (answer is JsonObject result && result.ContainsKey("total_runs_count"))
        {
            result["total_runs_count"] = RunsOf(answer).Count;
        }
    }

    /// <summary>Holds a session to its end.</summary>
    /// <param name="manifest">The manifest; null: one scenario with one personality.</param>
    /// <param name="settings">The settings.</param>
    public async Task RunAsync(string? manifest = null, CekuraSettings? settings = null)
    {
        settings ??= new CekuraSettings();
        var read = new ManifestReader()
            .Parse(
                Encoding.UTF8.GetBytes(
                    manifest
                        ?? """{ "name": "S", "personalities": [ { "id": 3, "name": "Calm" } ], "scenarios": [ { "id": 101, "name": "Book" } ] }"""
                ),
                "cekura.json"
            )
            .Manifest!;
        await using var emulator = new CekuraEmulator(Seed(), new EmulatorOptions { TimeProvider = _time });
        InnerHandler = emulator.CreateHandler();
        using var client = new CekuraClient(
            new CekuraClientOptions
            {
                BaseAddress = emulator.BaseAddress,
                ApiKey = "test",
                TimeProvider = _time,
                Retry = new RetryOptions { MaxAttempts = 1 },
            },
            this
        );
        var options = new SessionOptions
        {
            Suite = "S",
            Time = _time,
            Schedule = new PollSchedule(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15)),
            LostStartPauses = [TimeSpan.Zero],
        };
        var session = new RunSession(client, settings, Heard, options);
        var changes = Outages
            .SelectMany(outage => new[] { outage.From, outage.Until })
            .Where(at => at > 0 && double.IsFinite(at))
            .Select(at => _time.CreateTimer(_ => emulator.Reload(Seed()), state: null, TimeSpan.FromSeconds(at), Timeout.InfiniteTimeSpan))
            .ToList();
        await _time.RunAsync(
            () => session.RunAsync(CaseMatrix.Expand(read, settings)),
            () => Judged = double.IsNaN(Judged) && !Heard.Verdicts.IsEmpty ? Now : Judged
        );
        Over = Now;
        changes.ForEach(change => change.Dispose());
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call =
            $"{request.Method} {request.RequestUri!.AbsolutePath.Replace("/test_framework/v1", "", StringComparison.Ordinal).Replace("/test_framework/v2", "", StringComparison.Ordinal)}";
        _calls.Add((Now, call));
        var answer = await base.SendAsync(request, cancellationToken);
        if (
            Alter is not null
            && answer.IsSuccessStatusCode
            && await answer.Content.ReadAsStringAsync(cancellationToken) is { Length: > 0 } text
        )
        {
            var body = JsonNode.Parse(text)!;
            Alter(this, call, body);
            answer.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        return answer;
    }

    private EmulatorSeed Seed()
    {
        var faults = Outages
            .Where(outage => outage.From <= Now && Now < outage.Until)
            .Select(outage =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{ "match": { "method": "{{outage.Method}}", "path": "{{outage.Path}}" }, "times": 1000000, "do": "{{outage.Do}}" }"""
                )
            );
        return EmulatorSeed.Parse(
            Encoding.UTF8.GetBytes(
                $$"""
                {
                  "agents": [ { "id": 12, "agent_name": "Front desk", "websocket_url": "wss://agent.example/" } ],
                  "personalities": [ { "id": 3, "name": "Calm" } ],
                  "scenarios": [
                    { "id": 101, "name": "Book", "agent": 12, "personality": 3, "replay": {{Replay}} },
                    { "id": 102, "name": "Move", "agent": 12, "personality": 3, "replay": {{OtherReplay}} }
                  ],
                  "faults": [ {{string.Join(", ", faults)}} ]
                }
                """
            ),
            "watched.seed.json"
        );
    }
}
