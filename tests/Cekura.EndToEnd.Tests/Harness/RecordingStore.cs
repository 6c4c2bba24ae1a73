using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>A store of recordings on this machine, which wants its signature.</summary>
internal sealed class RecordingStore : IAsyncDisposable
{
    public const string Signature = "canary-signature";

    private readonly WebApplication _app;

    private RecordingStore(WebApplication app) => _app = app;

    public static async Task<RecordingStore> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/r/{name}", (string name, string? signature) =>
            signature == Signature && name.EndsWith(".wav", StringComparison.Ordinal) ? Results.Bytes("RIFF"u8.ToArray(), "audio/wav") : Results.StatusCode(403));
        await app.StartAsync();
        return new RecordingStore(app);
    }

    public string Address(string name) => $"{_app.Urls.First()}/r/{name}?signature={Signature}";

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
