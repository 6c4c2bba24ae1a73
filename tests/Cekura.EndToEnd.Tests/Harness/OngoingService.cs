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

    private readonly LoopbackEmulator _emulator;

    private OngoingService(LoopbackEmulator emulator) => _emulator = emulator;

    public Uri Address => _emulator.Address;

    /// <summary>What connects a test run to it.</summary>
    public Dictionary<string, string?> Connection => new() { ["CEKURA_API_KEY"] = "test-key", ["CEKURA_API_URL"] = Address.OriginalString };

    /// <summary>Whether the test run started anything.</summary>
    public bool HasStarted => _emulator.Count(Start) > 1;

    /// <summary>When the first request arrived that ends the result of the test run, as a timestamp; null: none has.</summary>
    public long? Ended => _emulator.Requests.FirstOrDefault(request => request.Call.EndsWith(EndOfOurs, StringComparison.Ordinal))?.Arrived;

    /// <summary>Starts it.</summary>
    /// <param name="delay">How long conversations take, in milliseconds; null: for ever.</param>
    public static async Task<OngoingService> StartAsync(int? delay = null)
    {
        var seed = Seeds.Seed(
            Seeds.Scenario(101, "Book an appointment", Replay(success: true, delay)),
            Seeds.Scenario(102, "Reschedule", Replay(success: false, delay)),
            Seeds.Scenario(103, "Of somebody else", Replay(success: true, delay: null))
        );
        var emulator = await LoopbackEmulator.StartAsync(EmulatorSeed.Parse(Encoding.UTF8.GetBytes(seed), "ongoing.seed.json"));
        using var http = new HttpClient { BaseAddress = emulator.Address };
        http.DefaultRequestHeaders.Add("X-CEKURA-API-KEY", "another-key");
        using var body = new StringContent(
            """{ "agent_id": 12, "scenarios": [103], "name": "Appointments of somebody else" }""",
            Encoding.UTF8,
            "application/json"
        );
        using var foreign = await http.PostAsync(new Uri("/test_framework/v1/scenarios/run_scenarios_text/", UriKind.Relative), body);
        Assert.Equal(1001, (int)JsonNode.Parse(await foreign.Content.ReadAsStringAsync())!["id"]!);
        return new OngoingService(emulator);
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    /// <summary>Waits until the test run watches its conversations.</summary>
    public Task ConversingAsync(CancellationToken stop) =>
        Wait.UntilAsync(() => _emulator.Count("GET /test_framework/v2/results/1002/") > 0, stop);

    /// <summary>Waits until somebody ends them.</summary>
    public Task EndedAsync(CancellationToken stop) => Wait.UntilAsync(() => Ended is not null, stop);

    public void AssertNotAsked() => AssertCounts(starts: 0, ours: 0, any: 0);

    public void AssertEnded() => AssertCounts(starts: 1, ours: 1, any: 1);

    public void AssertGoneOnWith() => AssertCounts(starts: 1, ours: 0, any: 0);

    private void AssertCounts(int starts, int ours, int any) =>
        Assert.Equal((starts, ours, any), (_emulator.Count(Start) - 1, _emulator.Count(EndOfOurs), _emulator.Count(EndOfAny)));

    private static JsonObject Replay(bool success, int? delay)
    {
        var replay = Seeds.Replay(success);
        replay["status"] = delay is null ? "in_progress" : "completed";
        replay["delay_ms"] = delay ?? 0;
        return replay;
    }
}
