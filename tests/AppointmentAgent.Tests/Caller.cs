using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace AppointmentAgent.Tests;

/// <summary>A caller with a real WebSocket, who says what the test says.</summary>
internal sealed class Caller : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _patience = new(Patience);

    public static async Task<Caller> ConnectAsync(Uri address)
    {
        var caller = new Caller();
        caller._socket.Options.SetRequestHeader("X-VOCERA-RUN-ID", "5544");
        await caller._socket.ConnectAsync(address, caller._patience.Token);
        return caller;
    }

    /// <summary>Connects, hears the greeting, says the messages one after the other, and gives the answer to the last.</summary>
    public static async Task<Turn> TalkAsync(AgentHost agent, params string[] messages)
    {
        using var caller = await agent.CallAsync();
        var turn = await caller.ListenAsync();
        foreach (var message in messages)
        {
            turn = await caller.SayAsync(message);
        }

        return turn;
    }

    public async Task<Turn> SayAsync(string message)
    {
        await SendAsync(new JsonObject { ["content"] = message }.ToJsonString());
        return await ListenAsync();
    }

    public Task SendAsync(string frame, WebSocketMessageType type = WebSocketMessageType.Text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(frame), type, endOfMessage: true, _patience.Token);

    public async Task<Turn> ListenAsync()
    {
        List<string> calls = [];
        JsonObject? metadata = null;
        while (true)
        {
            var frame = await ReceiveAsync() ?? throw new InvalidOperationException("The agent closed the connection.");
            metadata = frame["metadata"] as JsonObject ?? metadata;
            switch ((string?)frame["role"])
            {
                case "Function Call":
                    calls.Add($"{frame["data"]!["name"]} {frame["data"]!["arguments"]}");
                    break;
                case "Function Call Result":
                    calls[^1] += $" -> {frame["data"]!["result"]}";
                    break;
                case null when frame["content"] is { } content:
                    return new Turn((string)content!, calls, (string?)frame["type"] == "end_call", metadata);
            }
        }
    }

    /// <summary>Null when the agent has closed the connection.</summary>
    public async Task<JsonObject?> ReceiveAsync()
    {
        var buffer = new byte[16 * 1024];
        var result = await _socket.ReceiveAsync(buffer, _patience.Token);
        return result.MessageType is WebSocketMessageType.Close ? null : JsonNode.Parse(buffer.AsSpan(0, result.Count))!.AsObject();
    }

    public void Dispose()
    {
        _socket.Dispose();
        _patience.Dispose();
    }
}
