// A stand-in for your agent, so that the tests have an agent to talk to. One WebSocket is one call; JSON objects go both ways.
using System.Net.WebSockets;
using System.Text.Json;

var app = WebApplication.Create(args);
app.UseWebSockets();
app.MapGet("/health", () => "ok");
app.Map("/chat", async (HttpContext context) =>
{
    if (!context.WebSockets.IsWebSocketRequest)
    {
        context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
        return;
    }

    using var call = await context.WebSockets.AcceptWebSocketAsync();
    await SayAsync(call, new { content = "Front desk, hello! How can I help?" });
    while (await HearAsync(call) is { } heard)
    {
        if (heard.Contains("person", StringComparison.OrdinalIgnoreCase))
        {
            await SayAsync(call, new { role = "Function Call", data = new { id = "c1", name = "transfer_to_person", arguments = "{}" } });
            await SayAsync(call, new { role = "Function Call Result", data = new { id = "c1", result = "{\"ok\":true}" } });
            await SayAsync(call, new { content = "I am putting you through. Goodbye!", type = "end_call" });
            break;
        }

        if (heard.Contains("thank", StringComparison.OrdinalIgnoreCase))
        {
            await SayAsync(call, new { content = "You are welcome. Goodbye!", type = "end_call" });
            break;
        }

        await SayAsync(call, new
        {
            content = heard.Contains("Saturday", StringComparison.OrdinalIgnoreCase)
                ? "We are open on Saturday from 9 to 12. Is there anything else?"
                : "I am sorry, I did not understand that. Is there anything else?",
        });
    }

    await call.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
});
app.Run();

static async Task SayAsync(WebSocket call, object frame) =>
    await call.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

// What the caller says; null when the caller hangs up.
static async Task<string?> HearAsync(WebSocket call)
{
    var buffer = new byte[16 * 1024];
    var received = await call.ReceiveAsync(buffer, CancellationToken.None);
    if (received.MessageType == WebSocketMessageType.Close)
    {
        return null;
    }

    var frame = JsonDocument.Parse(buffer.AsMemory(0, received.Count)).RootElement;
    var ends = frame.TryGetProperty("type", out var type) && type.GetString() == "end_call";
    return ends ? null : frame.TryGetProperty("content", out var content) ? content.GetString() : "";
}
