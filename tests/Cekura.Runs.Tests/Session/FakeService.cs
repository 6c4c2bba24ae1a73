using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Cekura.Runs.Tests.Session;

/// <summary>A service in a few lines: it starts what it is asked for, and every run has ended by the first poll.</summary>
internal sealed class FakeService : HttpMessageHandler
{
    private const long OwnPersonality = 3;

    private readonly ConcurrentQueue<string> _requests = new();
    private readonly List<JsonObject> _runs = [];
    private readonly HttpMessageInvoker _elsewhere = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly ConcurrentDictionary<long, string?> _names = new();

    /// <summary>Method and path of what was asked, in order.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Bodies of the start requests.</summary>
    public ConcurrentQueue<JsonObject> Starts { get; } = new();

    /// <summary>Shapes a run before it is served.</summary>
    public Action<JsonObject> Shape { get; set; } = _ => { };

    /// <summary>Status of every result.</summary>
    public string Status { get; set; } = "completed";

    /// <summary>What a run of a suite is estimated to cost; null: the service does not say.</summary>
    public decimal? PricePerRun { get; set; }

    /// <summary>Every run that was created: scenario, or name of a test case, personality and test profile.</summary>
    public IEnumerable<string> CreatedRuns =>
        Starts.SelectMany(Created).Select(run => $"{run.Name ?? $"{run.Scenario}"}/{run.Personality}/{run.Profile}");

    /// <summary>Whether the answer to a start that took place gets lost.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>Whether a run of the answer to a start cannot be read.</summary>
    public bool SpoilsAnswers { get; set; }

    /// <summary>Answers instead of the service where it does not answer null.</summary>
    public Func<string, HttpResponseMessage?> Instead { get; set; } = _ => null;

    /// <summary>Refuses a start by its body where it does not answer null.</summary>
    public Func<JsonObject, HttpResponseMessage?> Refuses { get; set; } = _ => null;

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.RequestUri!.AbsolutePath.StartsWith("/test_framework/", StringComparison.Ordinal))
        {
            // A store of recordings.
            return await _elsewhere.SendAsync(request, cancellationToken);
        }

        var path = request
            .RequestUri.PathAndQuery.Replace("/test_framework/v1", "", StringComparison.Ordinal)
            .Replace("/test_framework/v2", "", StringComparison.Ordinal);
        var call = $"{request.Method} {path}";
        _requests.Enqueue(call);
        if (Instead(call) is { } answer)
        {
            return answer;
        }

        if (call.StartsWith("POST /scenarios/", StringComparison.Ordinal))
        {
            var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!.AsObject();
            if (Refuses(body) is { } refusal)
            {
                return refusal;
            }

            if (path == "/scenarios/run_scenarios_json/?dry_run=true")
            {
                var cost = PricePerRun is { } price
                    ? (Created(body).Count() * price).ToString(System.Globalization.CultureInfo.InvariantCulture)
                    : "null";
                return Json(
                    $$"""{ "dry_run": true, "valid": true, "plan": { "agent_id": 12, "channel": "text", "scenario_count": 1, "total_runs": 1, "estimated_cost": {{cost}}, "scenarios": [] } }"""
                );
            }

            Starts.Enqueue(body);
            var started = Start(body);
            started = SpoilsAnswers ? started.Replace("\"id\":5001,", "\"id\":\"run-5001\",", StringComparison.Ordinal) : started;
            return LosesAnswers ? new HttpResponseMessage(HttpStatusCode.BadGateway) : Json(started);
        }

        if (call.StartsWith("GET /results/?", StringComparison.Ordinal))
        {
            var results = _names.Select(pair => $$"""{ "id": {{pair.Key}}, "name": "{{pair.Value}}", "status": "{{Status}}" }""");
            return Json($$"""{ "count": {{_names.Count}}, "next": null, "results": [{{string.Join(',', results)}}] }""");
        }

        if (call.StartsWith("GET /results/", StringComparison.Ordinal))
        {
            var id = long.Parse(path.Split('/')[2]);
            return Json(
                $$"""{ "id": {{id}}, "name": "{{_names.GetValueOrDefault(id)}}", "status": "{{Status}}", "runs": {{Array(run => (long)run["result_id"]! == id)}} }"""
            );
        }

        if (call.StartsWith("GET /runs/bulk/", StringComparison.Ordinal))
        {
            var ids = Uri.UnescapeDataString(path.Split("run_ids=")[1]).Split(',').Select(long.Parse).ToHashSet();
            return Json(Array(run => ids.Contains((long)run["id"]!)));
        }

        return Json("");
    }

    private string Start(JsonObject body)
    {
        lock (_runs)
        {
            var result = 900L + Starts.Count;
            _names[result] = (string?)body["name"];
            foreach (var (scenario, name, personality, profile) in Created(body).ToList())
            {
                var run = new JsonObject
                {
                    ["id"] = 5000L + _runs.Count,
                    ["result_id"] = result,
                    ["scenario"] = scenario,
                    ["scenario_name"] = name,
                    ["personality"] = personality,
                    ["test_profile"] = profile,
                    ["status"] = "completed",
                    ["success"] = true,
                    ["duration"] = "00:10",
                };
                Shape(run);
                _runs.Add(run);
            }

            return $$"""{ "id": {{result}}, "status": "pending", "runs": {{Array(run => (long)run["result_id"]! == result)}} }""";
        }
    }

    // Entries of a room mode are objects; what a request leaves out is the scenario's own.
    private static IEnumerable<(long Scenario, string? Name, long? Personality, long? Profile)> Created(JsonObject body) =>
        body["spec"] is { } spec
            ? from entry in spec["scenarios"]!.AsArray().Index()
            from repetition in Enumerable.Range(0, (int?)entry.Item!["frequency"] ?? 1)
            select (8000L + entry.Index, (string?)entry.Item["name"], Id(entry.Item["personality"]), Id(entry.Item["test_profile"]))
            : from scenario in body["scenarios"]!.AsArray()
            from personality in body["personality_ids"]?.AsArray().Select(Id) ?? [OwnPersonality]
            from profile in body["test_profile_ids"]?.AsArray().Select(Id) ?? [null]
            from repetition in Enumerable.Range(0, (int?)body["frequency"] ?? 1)
            select ((scenario is JsonObject entry ? (long)entry["scenario"]! : (long)scenario!), (string?)null, personality, profile);

    private static long? Id(JsonNode? id) => id is JsonValue value ? (long)value : null;

    private string Array(Func<JsonObject, bool> which)
    {
        lock (_runs)
        {
            return "[" + string.Join(',', _runs.Where(which).Select(run => run.ToJsonString())) + "]";
        }
    }
}
