using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cekura.Cli.Tests;

/// <summary>A service that answers what it is told to, and remembers what it was asked.</summary>
public sealed class RecordingService : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<(string Request, JsonNode? Body)> _requests = [];
    private readonly Dictionary<string, Queue<string>> _answers = [];

    private string? _name;

    private RecordingService(WebApplication server) => _server = server;

    public IReadOnlyList<(string Request, JsonNode? Body)> Requests => [.. _requests];

    public Dictionary<string, string> Environment =>
        new() { ["CEKURA_API_URL"] = _server.Urls.First(), ["CEKURA_API_KEY"] = "ck-recorded-0123456789" };

    public static async Task<RecordingService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new RecordingService(builder.Build());
        service._server.Run(service.AnswerAsync);
        await service._server.StartAsync();
        return service;
    }

    /// <summary>Whether it has the older version of reading alone, and answers a page to the newer one.</summary>
    public bool LacksNewer { get; set; }

    /// <summary>
    /// Answers a request, the last answer again and again. An empty one breaks the connection; a number is a status of refusal; <c>NAME</c>
    /// becomes the last name that was sent.
    /// </summary>
    public RecordingService On(string request, params string[] answers)
    {
        _answers[request] = new Queue<string>(answers);
        return this;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (LacksNewer && context.Request.Path.StartsWithSegments("/test_framework/v2", StringComparison.Ordinal))
        {
            context.Response.StatusCode = 404;
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync("<!doctype html><html><body><h1>Not Found</h1></body></html>");
            return;
        }

        var request =
            $"{context.Request.Method} {context.Request.Path.Value!.Replace("/test_framework/v1", "", StringComparison.Ordinal).Replace("/test_framework/v2", "", StringComparison.Ordinal)}";
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var json = body.Length == 0 ? null : JsonNode.Parse(body);
        _requests.Enqueue((request, json));
        _name = (string?)(json as JsonObject)?["name"] ?? _name;
        string? answer = null;
        lock (_answers)
        {
            if (_answers.TryGetValue(request, out var answers))
            {
                answer = answers.Count > 1 ? answers.Dequeue() : answers.Peek();
            }
        }

        if (answer is "")
        {
            context.Abort();
            return;
        }

        var refusal = int.TryParse(answer, out var status);
        context.Response.StatusCode =
            answer is null ? 404
            : refusal ? status
            : 200;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            refusal
                ? """{ "detail": "No." }"""
                : answer?.Replace("NAME", _name, StringComparison.Ordinal) ?? """{ "detail": "Not found." }"""
        );
    }
}
