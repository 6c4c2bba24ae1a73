using System.Text;
using System.Text.Json.Nodes;
using Cekura.Emulator;
using Cekura.Testing;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>A service that counts, with conversations that go on; one of them, result 1001, is somebody else's.</summary>
internal sealed class OngoingService : IAsyncDisposable
{
    private const string Start = "POST /test_framework/v1/scenarios/run_scenarios_text/";
    private const string EndOfOurs = "POST /test_framework/v1/results/1002/end_calls/";
    private const string EndOfAny = "/end_calls/";

    private static readonly TimeSpan Talk = TimeSpan.FromMinutes(1);

    private readonly LoopbackEmulator _emulator;
    private readonly VirtualTime? _time;

    private OngoingService(LoopbackEmulator emulator, VirtualTime? time) => (_emulator, _time) = (emulator, time);

    public Uri Address => _emulator.Address;

    /// <summary>What connects a test run to it.</summary>
    public Dictionary<string, string?> Connection => new() { ["CEKURA_API_KEY"] = "test-key", ["CEKURA_API_URL"] = Address.OriginalString };

    /// <summary>Whether the test run started anything.</summary>
    public bool HasStarted => _emulator.Count(Start) > 1;

    /// <summary>When the first request arrived that ends the result of the test run, as a timestamp; null: none has.</summary>
    public long? Ended => _emulator.Requests.FirstOrDefault(request => request.Call.EndsWith(EndOfOurs, StringComparison.Ordinal))?.Arrived;

    /// <summary>Starts it.</summary>
    /// <param name="canFinish">Whether our conversations end, as soon as <see cref="Finish"/> is called, however busy the machine is.</param>
    /// <param name="fails">Whether the conversations of the second scenario are over, and failed.</param>
    public static async Task<OngoingService> StartAsync(bool canFinish = false, bool fails = false)
    {
        var time = canFinish ? new VirtualTime() : null;
        time?.SetUtcNow(DateTimeOffset.UtcNow);
        var delay = canFinish ? Talk : (TimeSpan?)null;
        var seed = Seeds.Seed(
            Seeds.Scenario(101, "Book an appointment", Replay(success: true, delay)),
            Seeds.Scenario(102, "Reschedule", Replay(success: false, fails ? TimeSpan.Zero : delay)),
            Seeds.Scenario(103, "Of somebody else", Replay(success: true, delay: null))
        );
        var emulator = await LoopbackEmulator.StartAsync(
            new CekuraEmulator(
                EmulatorSeed.Parse(Encoding.UTF8.GetBytes(seed), "ongoing.seed.json"),
                new EmulatorOptions { TimeProvider = (TimeProvider?)time ?? TimeProvider.System }
            )
        );
        using var http = new HttpClient { BaseAddress = emulator.Address };
        http.DefaultRequestHeaders.Add("X-CEKURA-API-KEY", "another-key");
        using var body = new StringContent(
            """{ "agent_id": 12, "scenarios": [103], "name": "Appointments of somebody else" }""",
            Encoding.UTF8,
            "application/json"
        );
        using var foreign = await http.PostAsync(new Uri("/test_framework/v1/scenarios/run_scenarios_text/", UriKind.Relative), body);
        Assert.Equal(1001, (int)JsonNode.Parse(await foreign.Content.ReadAsStringAsync())!["id"]!);
        return new OngoingService(emulator, time);
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    /// <summary>Waits until the test run watches its conversations.</summary>
    public Task ConversingAsync(CancellationToken stop) => PolledAsync(0, stop);

    /// <summary>How often test runs asked how their conversations are.</summary>
    public int Polls => _emulator.Count("GET /test_framework/v2/results/1002/");

    /// <summary>Waits until they asked more often than that.</summary>
    public Task PolledAsync(int before, CancellationToken stop) => Wait.UntilAsync(() => Polls > before, stop);

    /// <summary>Ends our conversations as they end by themselves.</summary>
    public void Finish() => _time!.Advance(Talk);

    /// <summary>Waits until somebody ends them.</summary>
    public Task EndedAsync(CancellationToken stop) => Wait.UntilAsync(() => Ended is not null, stop);

    public void AssertNotAsked() => AssertCounts(starts: 0, ours: 0, any: 0);

    public void AssertEnded() => AssertCounts(starts: 1, ours: 1, any: 1);

    public void AssertGoneOnWith() => AssertCounts(starts: 1, ours: 0, any: 0);

    private void AssertCounts(int starts, int ours, int any) =>
        Assert.Equal((starts, ours, any), (_emulator.Count(Start) - 1, _emulator.Count(EndOfOurs), _emulator.Count(EndOfAny)));

    private static JsonObject Replay(bool success, TimeSpan? delay)
    {
        var replay = Seeds.Replay(success);
        replay["status"] = delay is null ? "in_progress" : "completed";
        replay["delay_ms"] = (delay ?? TimeSpan.Zero).TotalMilliseconds;
        return replay;
    }
}
