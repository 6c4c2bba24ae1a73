using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>A service behind a real socket that counts what is started and ended, and answers what a test wants it to.</summary>
internal sealed class FakeCekura : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _calls = new();
    private readonly ConcurrentDictionary<long, Batch> _results = new();
    private long _lastId = 1000;

    private FakeCekura(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>Method and path of every call, in order.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    /// <summary>Scenario/personality of every run, by the name of its result.</summary>
    public ILookup<string, string> Runs =>
        _results
            .Values.SelectMany(batch => batch.Runs.Select(run => (batch.Name, Pair: $"{run["scenario"]}/{run["personality"]}")))
            .ToLookup(run => run.Name, run => run.Pair);

    public int Starts => _results.Count;

    public int Ends => _calls.Count(call => call.EndsWith("/end_calls/", StringComparison.Ordinal));

    /// <summary>Whether conversations are over; until then they go on.</summary>
    public bool IsOver { get; set; } = true;

    /// <summary>Shapes a run before it is served.</summary>
    public Action<JsonObject> Shape { get; set; } = _ => { };

    /// <summary>Answers instead of the service where it gives true.</summary>
    public Func<HttpContext, Task<bool>> Instead { get; set; } = _ => Task.FromResult(false);

    public static async Task<FakeCekura> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new FakeCekura(builder.Build());
        service._app.Run(service.AnswerAsync);
        await service._app.StartAsync();
        return service;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Waits until something is so; the caller asserts what it waited for.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        while (!isSo() && !limit.IsCancellationRequested)
        {
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context
            .Request.Path.Value!.Replace("/test_framework/v1", "", StringComparison.Ordinal)
            .Replace("/test_framework/v2", "", StringComparison.Ordinal);
        _calls.Enqueue($"{context.Request.Method} {path}");
        if (await Instead(context))
        {
            return;
        }

        var parts = path.Trim('/').Split('/');
        JsonNode? answer = (context.Request.Method, parts) switch
        {
            ("POST", ["scenarios", _]) => Start((await JsonNode.ParseAsync(context.Request.Body))!.AsObject()),
            ("POST", ["results", _, "end_calls"]) => new JsonObject(),
            ("GET", ["results"]) => List(),
            ("GET", ["results", var id]) => _results.GetValueOrDefault(Number(id))?.Json(Served),
            ("GET", ["runs", "bulk"]) => Bulk(context.Request.Query["run_ids"].ToString().Split(',').Select(Number).ToHashSet()),
            _ => null,
        };
        context.Response.StatusCode = answer is null ? 404 : 200;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer?.ToJsonString() ?? """{ "detail": "Not found." }""");
    }

    private JsonObject Start(JsonObject body)
    {
        var runs =
            from scenario in body["scenarios"]!.AsArray()
            from personality in body["personality_ids"]?.AsArray() ?? [3L]
            from repetition in Enumerable.Range(0, (int?)body["frequency"] ?? 1)
            select new JsonObject
            {
                ["id"] = Interlocked.Increment(ref _lastId),
                ["scenario"] = (long)scenario!,
                ["personality"] = (long)personality!,
            };
        var batch = new Batch(Interlocked.Increment(ref _lastId), (string?)body["name"] ?? "", [.. runs]);
        _results[batch.Id] = batch;
        return batch.Json(run => run.DeepClone().AsObject());
    }

    private JsonObject List() =>
        new()
        {
            ["count"] = _results.Count,
            ["next"] = null,
            ["results"] = new JsonArray([
                .. _results.Values.Select(batch => new JsonObject
                {
                    ["id"] = batch.Id,
                    ["name"] = batch.Name,
                    ["status"] = Status,
                }),
            ]),
        };

    private JsonArray Bulk(HashSet<long> ids) =>
        [.. _results.Values.SelectMany(batch => batch.Runs).Where(run => ids.Contains((long)run["id"]!)).Select(Served)];

    private string Status => IsOver ? "completed" : "in_progress";

    private JsonObject Served(JsonObject run)
    {
        var served = run.DeepClone().AsObject();
        served["status"] = Status;
        served["duration"] = "00:10";
        served["success"] = IsOver ? true : null;
        served["evaluation"] = JsonNode.Parse(
            """{ "metrics": [ { "id": 55, "name": "Confirms", "type": "binary", "score": 5, "explanation": ["Yes."] } ] }"""
        );
        Shape(served);
        return served;
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Batch(long Id, string Name, IReadOnlyList<JsonObject> Runs)
    {
        public JsonObject Json(Func<JsonObject, JsonObject> served)
        {
            var runs = Runs.Select(served).ToList();
            var isOver = runs.TrueForAll(run => (string?)run["status"] == "completed");
            return new JsonObject
            {
                ["id"] = Id,
                ["name"] = Name,
                ["status"] = isOver ? "completed" : "in_progress",
                ["runs"] = new JsonArray([.. runs]),
            };
        }
    }
}
