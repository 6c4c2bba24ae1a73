// A stand-in for your agent, so that the tests have an agent to talk to. It speaks A2A over JSON-RPC: a message is answered by a message.
using System.Text.Json.Nodes;

var app = WebApplication.Create(args);
app.MapGet("/health", () => "ok");
app.MapPost("/a2a", (JsonObject request) =>
{
    var message = request["params"]!["message"]!;
    var (messageId, contextId) = (Guid.NewGuid(), message["contextId"]?.ToString() ?? $"{Guid.NewGuid()}");
    var parts = new[] { new { kind = "text", text = Answer($"{message["parts"]![0]!["text"]}") } };
    return new { jsonrpc = "2.0", id = request["id"], result = new { kind = "message", role = "agent", messageId, contextId, parts } };
});
app.Run();

// What the front desk says.
static string Answer(string said) =>
    said.Contains("person", StringComparison.OrdinalIgnoreCase) ? "I am putting you through. Goodbye!"
    : said.Contains("thank", StringComparison.OrdinalIgnoreCase) ? "You are welcome. Goodbye!"
    : said.Contains("Saturday", StringComparison.OrdinalIgnoreCase) ? "We are open on Saturday from 9 to 12. Is there anything else?"
    : "Front desk, hello! How can I help?";
