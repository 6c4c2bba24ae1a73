using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Cekura.Testing;

namespace Cekura.Benchmarks.Simulation;

/// <summary>
/// A service whose conversations take the time that they are told to take, on a clock that somebody moves. A request's runs begin in their order, as
/// many at once as its <c>concurrency_limit</c> says and the plan allows; what another request does is nothing to them.
/// </summary>
/// <param name="calls">How long the runs of a scenario take.</param>
/// <param name="planLimit">Runs of one request that the account's plan lets go on at once.</param>
/// <param name="time">The clock.</param>
internal sealed class SimulatedService(Func<long, SimulatedCall> calls, int planLimit, ManualTimeProvider time) : HttpMessageHandler
{
    private readonly Dictionary<long, List<SimulatedRun>> _results = [];
    private readonly List<SimulatedRun> _runs = [];
    private readonly DateTimeOffset _began = time.GetUtcNow();

    /// <summary>Every run that was started, in order.</summary>
    public IReadOnlyList<SimulatedRun> Runs => _runs;

    /// <summary>Requests that started something.</summary>
    public int Starts { get; private set; }

    /// <summary>Requests that asked how a result is.</summary>
    public int Polls { get; private set; }

    /// <summary>Requests that read ended runs in full.</summary>
    public int Details { get; private set; }

    /// <summary>Seconds since the service began.</summary>
    public double Now => (time.GetUtcNow() - _began).TotalSeconds;

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (request.Method == HttpMethod.Post && path.Contains("/scenarios/", StringComparison.Ordinal))
        {
            return Json(Start(request.Content!));
        }

        if (path.EndsWith("/runs/bulk/", StringComparison.Ordinal))
        {
            Details++;
            var ids = Uri.UnescapeDataString(request.RequestUri.Query).Split('=')[1].Split(',').Select(long.Parse).ToHashSet();
            return Json($"[{string.Join(',', _runs.Where(run => ids.Contains(run.Id)).Select(Text))}]");
        }

        Polls++;
        var id = long.Parse(path.TrimEnd('/').Split('/')[^1], CultureInfo.InvariantCulture);
        var status = _results[id].TrueForAll(run => run.Ends <= Now) ? "completed" : "in_progress";
        return Json($$"""{"id":{{id}},"status":"{{status}}","runs":[{{string.Join(',', _results[id].Select(Text))}}]}""");
    }

    private static Task<HttpResponseMessage> Json(string body) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    private string Start(HttpContent content)
    {
        Starts++;
        using var body = JsonDocument.Parse(content.ReadAsStream());
        var limit = body.RootElement.TryGetProperty("concurrency_limit", out var given) ? Math.Min(given.GetInt32(), planLimit) : planLimit;
        var frequency = body.RootElement.TryGetProperty("frequency", out var times) ? times.GetInt32() : 1;
        var scenarios = body.RootElement.GetProperty("scenarios").EnumerateArray().Select(scenario =>
            (scenario.ValueKind == JsonValueKind.Object ? scenario.GetProperty("scenario") : scenario).GetInt64());
        var slots = new PriorityQueue<double, double>(Enumerable.Repeat((Now, Now), Math.Min(limit, 100_000)));
        var runs = new List<SimulatedRun>();
        foreach (var scenario in scenarios.SelectMany(scenario => Enumerable.Repeat(scenario, frequency)))
        {
            var call = calls(scenario);
            var run = new SimulatedRun(1000 + _runs.Count, scenario, slots.Dequeue(), call.Talk, call.Scoring);
            slots.Enqueue(run.Ends, run.Ends);
            _runs.Add(run);
            runs.Add(run);
        }

        var id = 100L + _results.Count;
        _results[id] = runs;
        return $$"""{"id":{{id}},"status":"pending","runs":[{{string.Join(',', runs.Select(Text))}}]}""";
    }

    private string Text(SimulatedRun run)
    {
        var status = run.StatusAt(Now);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""{"id":{{run.Id}},"scenario":{{run.Scenario}},"status":"{{status}}" """);
        if (status is not "in_queue")
        {
            text.Append(CultureInfo.InvariantCulture, $",\"executed_at\":\"{_began.AddSeconds(run.Begins):yyyy-MM-ddTHH:mm:ss.ffffffZ}\"");
        }

        if (status is "completed")
        {
            text.Append(CultureInfo.InvariantCulture, $",\"success\":true,\"duration\":\"{(int)run.Talk / 60:00}:{(int)run.Talk % 60:00}\"");
        }

        return text.Append('}').ToString();
    }
}
