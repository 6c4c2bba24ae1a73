using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Emulator;
using Cekura.Testing;

namespace Cekura.Simulation;

/// <summary>
/// The emulator on a clock that jumps, with conversations that take the time that they are told to take. A request's runs begin in their
/// order, as many at once as its <c>concurrency_limit</c> says and the account's plan allows. It counts what it is asked.
/// </summary>
internal sealed class SimulatedService : DelegatingHandler, IAsyncDisposable
{
    private const int RunsOfRequest = 50;

    private readonly IReadOnlyDictionary<long, SimulatedCall> _calls;
    private readonly CekuraEmulator _emulator;
    private readonly VirtualTime _time;
    private readonly DateTimeOffset _began;
    private readonly List<long> _runs = [];

    /// <summary>Makes a service that knows the scenarios.</summary>
    /// <param name="calls">How long the runs of each scenario take.</param>
    /// <param name="planLimit">Runs that the account's plan lets go on at once.</param>
    /// <param name="time">The clock.</param>
    public SimulatedService(IReadOnlyDictionary<long, SimulatedCall> calls, int planLimit, VirtualTime time)
    {
        (_calls, _time, _began) = (calls, time, time.GetUtcNow());
        _emulator = new CekuraEmulator(
            EmulatorSeed.Parse(Seed(calls, planLimit), "simulation.seed.json"),
            new EmulatorOptions { TimeProvider = time }
        );
        InnerHandler = _emulator.CreateHandler();
    }

    /// <summary>Where it is.</summary>
    public Uri Address => _emulator.BaseAddress;

    /// <summary>Requests that started something.</summary>
    public int Starts { get; private set; }

    /// <summary>Requests that asked how a result is.</summary>
    public int Polls { get; private set; }

    /// <summary>Requests that read ended runs in full.</summary>
    public int Details { get; private set; }

    /// <summary>Seconds since the service began.</summary>
    public double Now => (_time.GetUtcNow() - _began).TotalSeconds;

    /// <summary>Every run that was started, in order, as the service tells of it.</summary>
    public async Task<IReadOnlyList<SimulatedRun>> RunsAsync()
    {
        var runs = new List<SimulatedRun>();
        using var reader = new HttpMessageInvoker(_emulator.CreateHandler());
        foreach (var ids in _runs.Chunk(RunsOfRequest))
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                new Uri(Address, $"test_framework/v1/runs/bulk/?run_ids={string.Join(',', ids)}")
            );
            request.Headers.Add("X-CEKURA-API-KEY", "simulated");
            using var answer = await reader.SendAsync(request, CancellationToken.None);
            runs.AddRange(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray().Select(run => Read(run!)));
        }

        return runs;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        await _emulator.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var answer = await base.SendAsync(request, cancellationToken);
        if (request.Method == HttpMethod.Post && path.Contains("/scenarios/", StringComparison.Ordinal))
        {
            Starts++;
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            var started = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!;
            _runs.AddRange(started["runs"]!.AsArray().Select(run => (long)run!["id"]!));
        }
        else if (path.EndsWith("/runs/bulk/", StringComparison.Ordinal))
        {
            Details++;
        }
        else
        {
            Polls++;
        }

        return answer;
    }

    private SimulatedRun Read(JsonNode run)
    {
        var scenario = (long)run["scenario"]!;
        var begins = DateTimeOffset.Parse((string)run["executed_at"]!, CultureInfo.InvariantCulture) - _began;
        return new SimulatedRun((long)run["id"]!, scenario, begins, begins + _calls[scenario].Conversation + _calls[scenario].Evaluation);
    }

    private static byte[] Seed(IReadOnlyDictionary<long, SimulatedCall> calls, int planLimit) =>
        System.Text.Encoding.UTF8.GetBytes(
            new JsonObject
            {
                ["agents"] = new JsonArray(
                    new JsonObject
                    {
                        ["id"] = 1,
                        ["agent_name"] = "Front desk",
                        ["websocket_url"] = "wss://agent.example/",
                    }
                ),
                ["limits"] = new JsonObject { ["concurrent_runs"] = planLimit },
                ["scenarios"] = new JsonArray([
                    .. calls.Select(call => new JsonObject
                    {
                        ["id"] = call.Key,
                        ["name"] = $"{call.Key}",
                        ["agent"] = 1,
                        ["replay"] = new JsonObject
                        {
                            ["delay_ms"] = call.Value.Conversation.TotalMilliseconds,
                            ["evaluating_ms"] = call.Value.Evaluation.TotalMilliseconds,
                            ["duration_seconds"] = (int)call.Value.Talk,
                            ["success"] = true,
                            ["turns"] = new JsonArray(new JsonObject { ["role"] = "Main Agent", ["content"] = "Hello" }),
                        },
                    }),
                ]),
            }.ToJsonString()
        );
}
