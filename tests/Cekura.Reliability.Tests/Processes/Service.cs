using System.Collections.Concurrent;
using System.Diagnostics;
using Cekura.Emulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Cekura.Reliability.Tests.Processes;

/// <summary>An emulator behind a real socket, which tells of every request before and after it took effect.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Call, long At)> _calls = new();
    private readonly CekuraEmulator _emulator;
    private readonly HttpClient _inner;
    private readonly WebApplication _app;

    private Service(EmulatorSeed seed)
    {
        _emulator = new CekuraEmulator(seed);
        _inner = new HttpClient(_emulator.CreateHandler()) { BaseAddress = _emulator.BaseAddress };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(PassAsync);
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>Hears of a request when it arrives, and once more when it took effect, before its answer leaves.</summary>
    public Func<string, bool, Task> Heard { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>When the first request arrived whose path ends so, as a timestamp; null: none has.</summary>
    public long? Arrived(string end) =>
        _calls.Where(entry => entry.Call.EndsWith(end, StringComparison.Ordinal)).Select(entry => (long?)entry.At).FirstOrDefault();

    public int Count(string end) => _calls.Count(entry => entry.Call.EndsWith(end, StringComparison.Ordinal));

    public static async Task<Service> StartAsync(EmulatorSeed seed)
    {
        var service = new Service(seed);
        await service._app.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _inner.Dispose();
        await _emulator.DisposeAsync();
    }

    private async Task PassAsync(HttpContext context)
    {
        var call = $"{context.Request.Method} {context.Request.Path}";
        var at = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(context.Request.GetEncodedPathAndQuery(), UriKind.Relative));
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, CancellationToken.None);
        await Heard(call, false);
        if (context.Request.Method == "POST")
        {
            request.Content = new ByteArrayContent(body.ToArray()) { Headers = { ContentType = new("application/json") } };
        }

        request.Headers.Add("X-CEKURA-API-KEY", context.Request.Headers["X-CEKURA-API-KEY"].ToArray());
        using var answer = await _inner.SendAsync(request, CancellationToken.None);
        _calls.Enqueue((call, at));
        await Heard(call, true);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync(CancellationToken.None), CancellationToken.None);
    }
}
