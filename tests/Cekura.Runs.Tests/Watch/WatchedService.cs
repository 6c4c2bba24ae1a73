using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Cekura.Client;
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
/// A service with one result, 901, whose runs are what a test says at every moment, and that fails or hangs when it is told to. The session runs on a clock
/// that jumps from timer to timer.
/// </summary>
internal sealed class WatchedService : HttpMessageHandler
{
    private readonly ManualTimeProvider _time = new();
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

    /// <summary>The runs at this moment.</summary>
    public required Func<WatchedService, IEnumerable<JsonObject>> Runs { get; init; }

    /// <summary>The runs that the answer to the start names; null: those of its moment.</summary>
    public IReadOnlyList<long>? Named { get; init; }

    /// <summary>The number of runs that the result says it has; null: it does not say.</summary>
    public int? Total { get; init; }

    /// <summary>Whether the result has ended, beyond what its runs say.</summary>
    public Func<WatchedService, bool> HasEnded { get; init; } = _ => true;

    /// <summary>Whether a call is never answered.</summary>
    public Func<WatchedService, string, bool> Hangs { get; init; } = (_, _) => false;

    /// <summary>The status with which a call is refused; null: it is answered.</summary>
    public Func<WatchedService, string, int?> Fails { get; init; } = (_, _) => null;

    /// <summary>Seconds when the session was over.</summary>
    public double Over { get; private set; }

    /// <summary>What the session said.</summary>
    public Heard Heard { get; } = new();

    /// <summary>The only verdict.</summary>
    public CaseVerdict Verdict => Assert.Single(Heard.Verdicts).Value;

    /// <summary>When the first verdict came.</summary>
    public double Judged { get; private set; } = double.NaN;

    public static JsonObject Run(long id, string status, bool? success = null, long scenario = 101, long? personality = 3, string? name = null) => new()
    {
        ["id"] = id,
        ["result_id"] = 901,
        ["scenario"] = scenario,
        ["personality"] = personality,
        ["personality_name"] = name,
        ["status"] = status,
        ["success"] = success,
        ["duration"] = "00:10",
    };

    /// <summary>Holds a session to its end.</summary>
    /// <param name="manifest">The manifest; null: one scenario with one personality.</param>
    /// <param name="settings">The settings.</param>
    public Task RunAsync(string? manifest = null, CekuraSettings? settings = null) => Task.Run(async () =>
    {
        settings ??= new CekuraSettings();
        var read = new ManifestReader().Parse(
            System.Text.Encoding.UTF8.GetBytes(manifest ?? """{ "name": "S", "personalities": [ { "id": 3, "name": "Calm" } ], "scenarios": [ { "id": 101, "name": "Book" } ] }"""), "cekura.json").Manifest!;
        using var client = new CekuraClient(new CekuraClientOptions { ApiKey = "test", TimeProvider = _time, Retry = new RetryOptions { MaxAttempts = 1 } }, this);
        var options = new SessionOptions { Suite = "S", Time = _time, Schedule = new PollSchedule(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15)), LostStartPauses = [TimeSpan.Zero] };
        var session = new RunSession(client, settings, Heard, options).RunAsync(CaseMatrix.Expand(read, settings));
        await _time.JumpThroughAsync(session, () => Judged = double.IsNaN(Judged) && !Heard.Verdicts.IsEmpty ? Now : Judged);
        Over = Now;
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = $"{request.Method} {request.RequestUri!.AbsolutePath.Replace("/test_framework/v1", "", StringComparison.Ordinal).Replace("/test_framework/v2", "", StringComparison.Ordinal)}";
        _calls.Add((Now, call));
        if (Hangs(this, call))
        {
            var never = new TaskCompletionSource();
            await using var registration = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
            await never.Task;
        }

        if (Fails(this, call) is { } status)
        {
            return FakeService.Json("""{ "detail": "no" }""", (HttpStatusCode)status);
        }

        var runs = Runs(this).ToList();
        if (call.StartsWith("POST /scenarios/", StringComparison.Ordinal))
        {
            var named = Named is null ? runs : runs.Where(run => Named.Contains((long)run["id"]!));
            return FakeService.Json($$"""{ "id": 901, "status": "pending", "runs": [{{Text(named)}}] }""");
        }

        if (call == "GET /runs/bulk/")
        {
            var ids = Uri.UnescapeDataString(request.RequestUri.Query).Split('=')[1].Split(',').Select(id => long.Parse(id, CultureInfo.InvariantCulture)).ToHashSet();
            return FakeService.Json($"[{Text(runs.Where(run => ids.Contains((long)run["id"]!)))}]");
        }

        if (call == "GET /results/901/")
        {
            var isOver = HasEnded(this) && runs.TrueForAll(run => (string?)run["status"] is "completed" or "failed" or "timeout" or "cancelled");
            return FakeService.Json($$"""{ "id": 901, "status": "{{(isOver ? "completed" : "in_progress")}}", "total_runs_count": {{Total ?? runs.Count}}, "runs": [{{Text(runs)}}] }""");
        }

        return FakeService.Json("{}");
    }

    private static string Text(IEnumerable<JsonObject> runs) => string.Join(',', runs.Select(run => run.ToJsonString()));
}
