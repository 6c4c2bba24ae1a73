// A stand-in for your agent, so that the tests have an agent to talk to. It speaks OpenAI's Chat Completions: each request has the whole
// conversation.
using System.Text.Json.Nodes;

var app = WebApplication.Create(args);
app.MapGet("/health", () => "ok");
app.MapPost("/v1/chat/completions", (JsonObject request) =>
{
    var (content, handsOver) = Answer($"{request["messages"]!.AsArray().LastOrDefault()?["content"]}");
    var call = new { id = "c1", type = "function", function = new { name = "transfer_to_person", arguments = "{}" } };
    var message = new { role = "assistant", content, tool_calls = handsOver ? new[] { call } : null };
    return new { choices = new[] { new { message, finish_reason = "stop" } } };
});
app.Run();

// What the front desk says, and whether it hands the caller over to a person.
static (string Words, bool HandsOver) Answer(string said) =>
    said.Contains("person", StringComparison.OrdinalIgnoreCase) ? ("I am putting you through. Goodbye!", true)
    : said.Contains("thank", StringComparison.OrdinalIgnoreCase) ? ("You are welcome. Goodbye!", false)
    : said.Contains("Saturday", StringComparison.OrdinalIgnoreCase)
        ? ("We are open on Saturday from 9 to 12. Is there anything else?", false)
    : ("Front desk, hello! How can I help?", false);
