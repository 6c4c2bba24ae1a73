using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Desk.Protocols;

/// <summary>Cekura's own text protocol: one connection is one conversation, and JSON objects go both ways.</summary>
internal static class CekuraWebSocket
{
    public static async Task HoldAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var conversation = context.Connection.Id;
        var buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer, default) is { MessageType: WebSocketMessageType.Text } frame)
        {
            var said = JsonNode.Parse(buffer.AsSpan(0, frame.Count))!;
            var reply = await FrontDesk.AnswerAsync(conversation, $"{said["content"]}");
            foreach (var tool in reply.Tools)
            {
                await SendAsync(
                    socket,
                    new
                    {
                        role = "Function Call",
                        data = new
                        {
                            id = tool.Id,
                            name = tool.Name,
                            arguments = tool.Arguments,
                        },
                    }
                );
                await SendAsync(socket, new { role = "Function Call Result", data = new { id = tool.Id, result = tool.Result } });
            }

            await SendAsync(socket, new { content = reply.Words });
        }
    }

    private static Task SendAsync(WebSocket socket, object frame) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame), WebSocketMessageType.Text, endOfMessage: true, default);
}
