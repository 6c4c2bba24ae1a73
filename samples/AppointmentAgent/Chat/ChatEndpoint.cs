using System.Net.WebSockets;
using System.Text.Json.Nodes;
using AppointmentAgent.Dialogue;

namespace AppointmentAgent.Chat;

/// <summary>Holds one call over one WebSocket: the agent greets, then answers each turn of the caller until one of them hangs up.</summary>
internal sealed class ChatEndpoint(Faults faults, ILogger<ChatEndpoint> logger, IHostApplicationLifetime lifetime)
{
    public async Task TakeCallAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            await context.Response.WriteAsync("This address takes calls over WebSocket.");
            return;
        }

        LogCaller(context.Request.Headers);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        try
        {
            await TalkAsync(new FrameSocket(socket), ended.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            logger.LogDebug(exception, "The caller is gone.");
        }
    }

    private async Task TalkAsync(FrameSocket socket, CancellationToken cancellationToken)
    {
        var call = Call.Begin(faults);
        await socket.SendAsync(Frame.Metadata(new JsonObject { ["agent"] = "Harbour Dental appointments" }), cancellationToken);
        await SendAsync(socket, call.Greet(), cancellationToken);

        while (await socket.ReceiveAsync(cancellationToken) is { } frame)
        {
            var turn = Frame.ReadTurn(frame);
            if (turn.HangsUp)
            {
                break;
            }

            if (turn.Content is { } content)
            {
                var reply = call.Answer(content);
                await SendAsync(socket, reply, cancellationToken);
                if (reply.EndsCall)
                {
                    break;
                }
            }
        }

        await socket.CloseAsync(cancellationToken);
    }

    private static async Task SendAsync(FrameSocket socket, Reply reply, CancellationToken cancellationToken)
    {
        foreach (var call in reply.Calls)
        {
            await socket.SendAsync(Frame.FunctionCall(call), cancellationToken);
            await socket.SendAsync(Frame.FunctionCallResult(call), cancellationToken);
        }

        await socket.SendAsync(Frame.Content(reply.Text, reply.EndsCall), cancellationToken);
    }

    // Enough to find a run in the agent's log. X-VOCERA-SECRET is never logged.
    private void LogCaller(IHeaderDictionary headers)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            logger.LogDebug(
                "Run {Run} of scenario {Scenario} in result {Result}",
                headers["X-VOCERA-RUN-ID"],
                headers["X-VOCERA-SCENARIO-ID"],
                headers["X-VOCERA-RESULT-ID"]
            );
        }
    }
}
