using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Cekura.Emulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Cekura.Testing;

/// <summary>An emulator behind a real socket, which remembers every request, and tells of it before and after it took effect.</summary>
public sealed class LoopbackEmulator : IAsyncDisposable
{
    private readonly ConcurrentQueue<LoopbackRequest> _requests = new();
    private readonly CekuraEmulator _emulator;
    private readonly HttpClient _inner;
    private readonly WebApplication _app;

    private LoopbackEmulator(CekuraEmulator emulator, FaultScript? script)
    {
        _emulator = emulator;
        _inner = new HttpClient(script ?? emulator.CreateHandler()) { BaseAddress = emulator.BaseAddress };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(PassAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>The requests that took effect, in that order.</summary>
    public IReadOnlyList<LoopbackRequest> Requests => [.. _requests];

    /// <summary>
    /// Hears of a request, as method and path, when it arrives, and once more when it took effect, before its answer leaves.
    /// </summary>
    public Func<string, bool, Task> Heard { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Serves an emulator that knows what the seed says.</summary>
    public static Task<LoopbackEmulator> StartAsync(EmulatorSeed seed) => StartAsync(new CekuraEmulator(seed));

    /// <summary>Serves an emulator, and ends with it.</summary>
    /// <param name="emulator">The emulator.</param>
    /// <param name="script">The faults between it and its clients; null: none but those of the seed.</param>
    public static async Task<LoopbackEmulator> StartAsync(CekuraEmulator emulator, FaultScript? script = null)
    {
        var service = new LoopbackEmulator(emulator, script);
        await service._app.StartAsync();
        return service;
    }

    /// <summary>How many requests ended so, as method and path.</summary>
    public int Count(string end) => _requests.Count(request => request.Call.EndsWith(end, StringComparison.Ordinal));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _inner.Dispose();
        await _emulator.DisposeAsync();
    }

    // Whoever asked may be dead by now; what they asked for takes effect all the same, as it does in the service.
    private async Task PassAsync(HttpContext context)
    {
        var call = $"{context.Request.Method} {context.Request.Path}";
        var at = Stopwatch.GetTimestamp();
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, CancellationToken.None);
        await Heard(call, false);
        using var request = Copy(context.Request, body.ToArray());
        HttpResponseMessage answer;
        try
        {
            answer = await _inner.SendAsync(request, CancellationToken.None);
        }
        catch (HttpRequestException)
        {
            // What the seed or the script breaks is broken here, too.
            context.Abort();
            return;
        }

        using var _ = answer;
        _requests.Enqueue(new LoopbackRequest(call, Encoding.UTF8.GetString(body.ToArray()), at));
        await Heard(call, true);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await context.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync(CancellationToken.None), CancellationToken.None);
    }

    private static HttpRequestMessage Copy(HttpRequest received, byte[] body)
    {
        var request = new HttpRequestMessage(new HttpMethod(received.Method), new Uri(received.GetEncodedPathAndQuery(), UriKind.Relative))
        {
            Content = body.Length > 0 ? new ByteArrayContent(body) : null,
        };
        foreach (var (name, values) in received.Headers.Where(header => header.Key is not "Host"))
        {
            if (!request.Headers.TryAddWithoutValidation(name, [.. values]))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, [.. values]);
            }
        }

        return request;
    }
}
