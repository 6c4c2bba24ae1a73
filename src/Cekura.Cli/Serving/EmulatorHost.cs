using Cekura.Cli.Output;
using Cekura.Emulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Cekura.Cli.Serving;

/// <summary>A thin server around the emulator's handler: requests go in as they come, answers go out as they are.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly HttpClient _emulator;

    private EmulatorHost(WebApplication server, HttpClient emulator) => (_server, _emulator) = (server, emulator);

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address => _server.Urls.First();

    /// <summary>Serves until it is disposed; where there is a data file, no answer leaves before what it shows is in it.</summary>
    /// <exception cref="CommandException">The port is taken.</exception>
    public static async Task<EmulatorHost> StartAsync(
        CekuraEmulator emulator,
        EmulatorControl control,
        Caller caller,
        EmulatorData? data,
        int port,
        CancellationToken cancellationToken
    )
    {
        // Nothing of the folder that it is started in: no settings files, and nothing that watches for them.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        var server = builder.Build();
        var client = new HttpClient(emulator.CreateHandler()) { BaseAddress = emulator.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
        if (data is not null)
        {
            server.Use(
                (context, next) =>
                {
                    context.Response.OnStarting(data.KeepShownAsync);
                    return next(context);
                }
            );
        }

        server.Run(async context =>
            await (
                await RefuseAsync(context, caller) || await control.AnswerAsync(context) ? Task.CompletedTask : PassAsync(context, client)
            )
        );
        try
        {
            await server.StartAsync(cancellationToken);
        }
        catch (IOException e)
        {
            await server.DisposeAsync();
            client.Dispose();
            throw CommandException.Usage($"Port {port} cannot be used: {e.Message} Take another one, or 0 for any free one.");
        }

        return new EmulatorHost(server, client);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _emulator.Dispose();
    }

    private static async Task<bool> RefuseAsync(HttpContext context, Caller caller)
    {
        if (caller.Refusal(context.Request) is not { } refusal)
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await context.Response.WriteAsync($"{refusal}\n", context.RequestAborted);
        return true;
    }

    private static async Task PassAsync(HttpContext context, HttpClient emulator)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method),
            new Uri(context.Request.GetEncodedPathAndQuery(), UriKind.Relative)
        );
        using var body = new StreamContent(context.Request.Body);

        // A body without a length comes in chunks; a GET has neither.
        request.Content = context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0 ? body : null;
        foreach (
            var (name, values) in context.Request.Headers.Where(header => header.Key is not ("Host" or "Transfer-Encoding" or "Connection"))
        )
        {
            if (!request.Headers.TryAddWithoutValidation(name, [.. values]))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, [.. values]);
            }
        }

        // The addresses of further pages are made of it.
        request.Headers.Host = context.Request.Host.Value;
        try
        {
            using var answer = await emulator.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            foreach (
                var (name, values) in answer
                    .Headers.Concat(answer.Content.Headers)
                    .Where(header => header.Key is not ("Transfer-Encoding" or "Connection"))
            )
            {
                context.Response.Headers[name] = values.ToArray();
            }

            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // A fault of the seed, or the emulator is closing: the client sees a connection that breaks.
            context.Abort();
        }
    }
}
