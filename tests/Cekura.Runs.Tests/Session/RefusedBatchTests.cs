using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Runs.Session;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Session;

/// <summary>
/// Four hundred pairs in one request that is refused: what of it is bad is found with few starts, and few are made where all of it is.
/// </summary>
public sealed class RefusedBatchTests : IDisposable
{
    private const string General = """["The workspace is being moved."]""";

    private readonly EmulatedService _service = new();
    private readonly Heard _heard = new();
    private readonly SkippingTime _time = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_general_refusal_is_not_taken_apart()
    {
        _service.Refuses = _ => Refusal(General);

        await RunAsync();

        Assert.Equal(5, Starts);
        Assert.Equal(400, _heard.Verdicts.Count);
        Assert.All(_heard.Verdicts.Values, verdict =>
            Assert.Equal(
                (Outcome.Failed, "Cekura did not start the run (HTTP 400): The workspace is being moved."),
                (verdict.Outcome, verdict.Message!.Split('\n')[0])
            )
        );
    }

    [Fact]
    public async Task A_scenario_that_is_refused_with_every_personality_is_not_taken_apart_either()
    {
        _service.Refuses = body => Has(body, 7, personality: null) ? Refusal("""["Invalid scenario."]""") : null;

        await RunAsync();

        Assert.Equal(20, _heard.Verdicts.Values.Count(verdict => verdict.Outcome == Outcome.Failed));
        Assert.InRange(Starts, 2, 2 * 5 + 1 + 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Bad_pairs_are_found_with_few_starts_and_the_others_take_place(int bad)
    {
        (long Scenario, long Personality)[] pairs = [(3, 104), (17, 111), (11, 119)];
        _service.Refuses = body =>
            pairs.Take(bad).Any(pair => Has(body, pair.Scenario, pair.Personality))
                ? Refusal("""["Invalid personalities provided."]""")
                : null;

        await RunAsync();

        Assert.Equal(
            pairs.Take(bad).Select(pair => $"Scenario {pair.Scenario} [Personality {pair.Personality}]").Order(StringComparer.Ordinal),
            _heard.Verdicts.Where(pair => pair.Value.Outcome == Outcome.Failed).Select(pair => pair.Key).Order(StringComparer.Ordinal)
        );
        Assert.Equal(400 - bad, _heard.Verdicts.Count(pair => pair.Value.Outcome == Outcome.Passed));
        Assert.InRange(Starts, 1 + (2 * 8), 1 + (bad * 2 * 10));
    }

    [Fact]
    public async Task However_each_part_is_refused_there_is_a_bound()
    {
        _service.Refuses = body =>
            Refusal($$"""["Invalid scenario {{body["scenarios"]![0]}} and {{body["personality_ids"]!.AsArray().Count}} more."]""");

        await RunAsync();

        Assert.InRange(Starts, 5, 65);
        Assert.Equal(400, _heard.Verdicts.Values.Count(verdict => verdict.Outcome == Outcome.Failed));
    }

    [Fact]
    public async Task Each_part_waits_a_moment()
    {
        _service.Refuses = _ => Refusal(General);

        await RunAsync();

        Assert.Equal(Starts - 1, _time.Waits.Count(wait => wait >= TimeSpan.FromMilliseconds(250)));
    }

    private int Starts => _service.Requests.Count(call => call.StartsWith("POST", StringComparison.Ordinal));

    private static bool Has(JsonObject body, long scenario, long? personality) =>
        body["scenarios"]!.AsArray().Any(id => (long)id! == scenario)
        && (personality is null || body["personality_ids"]!.AsArray().Any(id => (long)id! == personality));

    private static HttpResponseMessage Refusal(string body) => FaultScript.Json(body, HttpStatusCode.BadRequest);

    private async Task RunAsync()
    {
        var manifest = new JsonObject
        {
            ["name"] = "S",
            ["personalities"] = new JsonArray([.. Enumerable.Range(101, 20).Select(id => JsonValue.Create(id))]),
            ["scenarios"] = new JsonArray([
                .. Enumerable.Range(1, 20).Select(id => new JsonObject { ["id"] = id, ["name"] = $"Scenario {id}" }),
            ]),
        };
        var read = new ManifestReader().Parse(Encoding.UTF8.GetBytes(manifest.ToJsonString()), "cekura.json").Manifest!;
        using var client = _service.Client();
        var options = new SessionOptions
        {
            Suite = "S",
            Schedule = new PollSchedule(TimeSpan.Zero, TimeSpan.Zero),
            Time = _time,
        };
        await new RunSession(client, new CekuraSettings(), _heard, options).RunAsync(CaseMatrix.Expand(read, new CekuraSettings()));
    }

    /// <summary>A clock on which every pause is over at once, and kept. Time limits are not reached.</summary>
    private sealed class SkippingTime : TimeProvider
    {
        private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

        private readonly System.Collections.Concurrent.ConcurrentQueue<TimeSpan> _waits = new();

        public IReadOnlyCollection<TimeSpan> Waits => [.. _waits];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _waits.Enqueue(dueTime);
            return System.CreateTimer(
                callback,
                state,
                dueTime > LongestPause || dueTime < TimeSpan.Zero ? Timeout.InfiniteTimeSpan : TimeSpan.Zero,
                Timeout.InfiniteTimeSpan
            );
        }
    }
}
