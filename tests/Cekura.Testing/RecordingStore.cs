using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cekura.Testing;

/// <summary>A store of recordings on this machine, which wants its signature.</summary>
public sealed class RecordingStore : IAsyncDisposable
{
    /// <summary>The signature, which must not show anywhere.</summary>
    public const string Signature = "canary-signature";

    private readonly WebApplication _app;

    private RecordingStore(WebApplication app) => _app = app;

    /// <summary>Path and headers of what was asked.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Starts it.</summary>
    public static async Task<RecordingStore> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var store = new RecordingStore(app);
        app.Use(
            (context, next) =>
            {
                store.Requests.Enqueue($"{context.Request.Path}\n{string.Join('\n', context.Request.Headers)}");
                if (context.Request.Query["X-Amz-Signature"] == Signature)
                {
                    return next(context);
                }

                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }
        );
        app.MapGet("/r/{name}", (string name) => Path.GetExtension(name) switch
            {
                ".wav" => Results.Bytes("RIFF"u8.ToArray(), "audio/wav"),
                ".html" => Results.Bytes("RIFF"u8.ToArray(), "text/html"),
                _ => Results.StatusCode(StatusCodes.Status403Forbidden),
            });
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

    /// <summary>
    /// A signed address; one that ends in <c>.wav</c> is a recording, <c>drip.wav</c> one that never ends, <c>.html</c> a page; any other
    /// is refused.
    /// </summary>
    public string Address(string name) => $"{_app.Urls.First()}/r/{name}?X-Amz-Signature={Signature}";

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
