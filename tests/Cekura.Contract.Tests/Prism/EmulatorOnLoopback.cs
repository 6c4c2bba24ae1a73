using Cekura.Contract.Tests.Emulated;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Cekura.Contract.Tests.Prism;

/// <summary>The emulator behind a port, for clients that are no .NET.</summary>
internal sealed class EmulatorOnLoopback : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly HttpClient _emulator;

    private EmulatorOnLoopback(WebApplication server, HttpClient emulator) => (_server, _emulator) = (server, emulator);

    public Uri Address => new(_server.Urls.First());

    public static async Task<EmulatorOnLoopback> StartAsync(EmulatedService service)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var emulator = new HttpClient(service.Emulator.CreateHandler()) { BaseAddress = service.Emulator.BaseAddress };
        server.Run(context => PassAsync(context, emulator));
        await server.StartAsync();
        return new(server, emulator);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _emulator.Dispose();
    }

    private static async Task PassAsync(HttpContext context, HttpClient emulator)
    {
        using var request = new HttpRequestMessage(new(context.Request.Method), new Uri(context.Request.GetEncodedPathAndQuery(), UriKind.Relative));
        using var body = new StreamContent(context.Request.Body);
        request.Content = context.Request.ContentLength > 0 ? body : null;
        foreach (var (name, values) in context.Request.Headers.Where(header => header.Key is not "Host"))
        {
            if (!request.Headers.TryAddWithoutValidation(name, [.. values]))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, [.. values]);
            }
        }

        using var answer = await emulator.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
