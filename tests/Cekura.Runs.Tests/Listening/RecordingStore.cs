using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cekura.Runs.Tests.Listening;

/// <summary>A store of recordings on this machine.</summary>
internal sealed class RecordingStore : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RecordingStore(WebApplication app) => _app = app;

    /// <summary>Path and headers of what was asked.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<RecordingStore> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var store = new RecordingStore(app);
        app.Use((context, next) =>
        {
            store.Requests.Enqueue($"{context.Request.Path}\n{string.Join('\n', context.Request.Headers)}");
            return next(context);
        });
        app.MapGet("/r/{name}", (string name) => Results.Bytes("RIFF"u8.ToArray(), name.EndsWith(".wav", StringComparison.Ordinal) ? "audio/wav" : "text/html"));
        app.MapGet("/r/drip.wav", async context =>
        {
            context.Response.ContentType = "audio/wav";
            await context.Response.Body.WriteAsync("RIFF"u8.ToArray());
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        await app.StartAsync();
        return store;
    }

    /// <summary>A signed address.</summary>
    public string Address(string name) => $"{_app.Urls.First()}/r/{name}?X-Amz-Signature=canary-signature";

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
