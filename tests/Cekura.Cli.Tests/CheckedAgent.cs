using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cekura.Cli.Tests;

/// <summary>An agent behind a real socket that speaks one protocol, and refuses what is none of it as frameworks do.</summary>
internal sealed class CheckedAgent : IAsyncDisposable
{
    /// <summary>What agents of the protocols know a request by, and answer.</summary>
    private static readonly Dictionary<string, (Func<JsonObject, bool> Is, string Type, string Answer)> Protocols = new()
    {
        ["openai-chat"] = (
            request => request["messages"] is JsonArray && request["stream"] is not null,
            "application/json",
            """{"choices":[{"message":{"content":"Hi there.","tool_calls":[{"id":"c1","function":{"name":"find_slot","arguments":"{\"day\":1}"}}]},"finish_reason":"stop"}]}"""
        ),
        ["openai-responses"] = (
            request => request.ContainsKey("input"),
            "application/json",
            """{"id":"r1","output":[{"type":"message","content":[{"type":"output_text","text":"Hi there."}]}]}"""
        ),
        ["ag-ui"] = (
            request => request.ContainsKey("threadId"),
            "text/event-stream",
            "data: {\"type\":\"RUN_STARTED\"}\n\ndata: {\"type\":\"TEXT_MESSAGE_CONTENT\",\"messageId\":\"m1\",\"delta\":\"Hi there.\"}\n\ndata: {\"type\":\"TEXT_MESSAGE_END\",\"messageId\":\"m1\"}\n\ndata: {\"type\":\"RUN_FINISHED\"}\n\n"
        ),
        ["a2a"] = (
            request => (string?)request["method"] == "message/send",
            "application/json",
            """{"jsonrpc":"2.0","id":1,"result":{"kind":"message","role":"agent","messageId":"m1","parts":[{"kind":"text","text":"Hi there."}]}}"""
        ),
        ["activity"] = (
            request => (string?)request["deliveryMode"] == "expectReplies",
            "application/json",
            """{"activities":[{"type":"message","text":"Hi there."}]}"""
        ),
        ["http"] = (request => request["message"] is JsonValue, "application/json", """{"reply":"Hi there."}"""),
    };

    private readonly WebApplication _server;

    private CheckedAgent(WebApplication server) => _server = server;

    public static IReadOnlyCollection<string> OverHttp => Protocols.Keys;

    public string Url => _server.Urls.First();

    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>An agent of a protocol.</summary>
    /// <param name="protocol">The protocol; one that is unknown here refuses everything.</param>
    /// <param name="takesAll">Whether it takes every request for its own.</param>
    public static Task<CheckedAgent> StartAsync(string protocol, bool takesAll = false) =>
        StartAsync(
            async (context, body) =>
            {
                if (context.WebSockets.IsWebSocketRequest && protocol == "websocket")
                {
                    await TalkAsync(context);
                    return;
                }

                if (
                    !Protocols.TryGetValue(protocol, out var known)
                    || JsonNode.Parse(body) is not JsonObject request
                    || !(takesAll || known.Is(request))
                )
                {
                    context.Response.StatusCode = 422;
                    await context.Response.WriteAsync("unknown request");
                    return;
                }

                context.Response.ContentType = known.Type;
                await context.Response.WriteAsync(known.Answer);
            }
        );

    public static async Task<CheckedAgent> StartAsync(Func<HttpContext, string, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var agent = new CheckedAgent(builder.Build());
        agent._server.UseWebSockets();
        agent._server.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            agent.Requests.Enqueue(body);
            await answer(context, body);
        });
        await agent._server.StartAsync();
        return agent;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task TalkAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: WebSocketMessageType.Text })
        {
            await socket.SendAsync(
                Encoding.UTF8.GetBytes("""{"content":"Hi there."}"""),
                WebSocketMessageType.Text,
                endOfMessage: true,
                CancellationToken.None
            );
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }
}
