using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.Emulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Cekura.NUnit.Tests.Running;

/// <summary>An emulator behind a real socket that remembers what it was asked to start and to end.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Body)> _posts = new();
    private readonly CekuraEmulator _emulator;
    private readonly HttpClient _inner;
    private readonly WebApplication _app;

    private Service(string seed)
    {
        _emulator = new CekuraEmulator(EmulatorSeed.Parse(Encoding.UTF8.GetBytes(seed), "clinic.seed.json"));
        _inner = new HttpClient(_emulator.CreateHandler()) { BaseAddress = _emulator.BaseAddress };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(PassAsync);
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>The starts, each with its pairs: <c>101x3 101x7</c>; repetitions are told by a factor.</summary>
    public IReadOnlyList<string> Starts => [.. _posts.Where(post => post.Path.Contains("run_scenarios", StringComparison.Ordinal)).Select(post => PairsOf(post.Body)).Order(StringComparer.Ordinal)];

    public int Ends => _posts.Count(post => post.Path.EndsWith("/end_calls/", StringComparison.Ordinal) || post.Path.EndsWith("/end_call/", StringComparison.Ordinal));

    public static async Task<Service> StartAsync(bool endless = false)
    {
        var service = new Service(Seed(endless));
        await service._app.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _inner.Dispose();
        await _emulator.DisposeAsync();
    }

    private static string PairsOf(string body)
    {
        var request = JsonNode.Parse(body)!;
        var scenarios = request["scenarios"]!.AsArray().Select(scenario => scenario is JsonObject entry ? $"{entry["scenario"] ?? entry["id"]}" : $"{scenario}");
        var personalities = request["personality_ids"]?.AsArray().Select(personality => $"x{personality}").ToList() ?? [""];
        var frequency = request["frequency"]?.GetValue<int>() is > 1 and var times ? $"*{times}" : "";
        return string.Join(' ', scenarios.SelectMany(scenario => personalities.Select(personality => $"{scenario}{personality}{frequency}")));
    }

    private static string Seed(bool endless)
    {
        var scenarios = new[] { (101, "Book an appointment", true), (102, "Reschedule", false) }.Select(one => $$"""
            { "id": {{one.Item1}}, "name": "{{one.Item2}}", "agent": 12, "personality": 3, "scenario_type": "instruction", "instructions": "Canned.",
              "replay": {
                "turns": [
                  { "role": "Testing Agent", "content": "Hi, I need an appointment.", "start_time": 0.4, "end_time": 0.9 },
                  { "role": "Main Agent", "content": "Booked: 14 March, 10:30.", "start_time": 1.2, "end_time": 1.7 }
                ],
                "status": "{{(endless ? "in_progress" : "completed")}}", "duration_seconds": 13, "success": {{(one.Item3 ? "true" : "false")}}, "ended_reason": "main-agent-ended-call",
                "metrics": [ { "id": 55, "name": "Confirms date and time", "type": "binary_workflow_adherence", "score": {{(one.Item3 ? 5 : 0)}} } ] } }
            """);
        return $$"""
            { "project": 742,
              "agents": [ { "id": 12, "agent_name": "Front desk", "websocket_url": "ws://127.0.0.1:9/chat" } ],
              "personalities": [ { "id": 3, "name": "Normal Male", "style": "plain" }, { "id": 7, "name": "In a hurry", "style": "terse" } ],
              "scenarios": [ {{string.Join(',', scenarios)}} ] }
            """;
    }

    private async Task PassAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(context.Request.GetEncodedPathAndQuery(), UriKind.Relative));
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, CancellationToken.None);
        if (context.Request.Method == "POST")
        {
            _posts.Enqueue((context.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
            request.Content = new ByteArrayContent(body.ToArray()) { Headers = { ContentType = new("application/json") } };
        }

        request.Headers.Add("X-CEKURA-API-KEY", context.Request.Headers["X-CEKURA-API-KEY"].ToArray());
        using var answer = await _inner.SendAsync(request, CancellationToken.None);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync(CancellationToken.None), CancellationToken.None);
    }
}
