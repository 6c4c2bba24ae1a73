// A stand-in for your agent, so that the tests have an agent to talk to. It has an HTTP interface of its own, which emulator.seed.json
// describes.
using System.Text.Json.Nodes;

var app = WebApplication.Create(args);
app.MapGet("/health", () => "ok");
app.MapPost("/chat", (JsonObject request) =>
{
    var (reply, handsOver) = Answer($"{request["message"]}");
    var call = new { name = "transfer_to_person", arguments = new { }, result = new { ok = true } };
    return new { reply, tools = handsOver ? new[] { call } : [] };
});
app.Run();

// What the front desk says, and whether it hands the caller over to a person.
static (string Words, bool HandsOver) Answer(string said) =>
    said.Contains("person", StringComparison.OrdinalIgnoreCase) ? ("I am putting you through. Goodbye!", true)
    : said.Contains("thank", StringComparison.OrdinalIgnoreCase) ? ("You are welcome. Goodbye!", false)
    : said.Contains("Saturday", StringComparison.OrdinalIgnoreCase)
        ? ("We are open on Saturday from 9 to 12. Is there anything else?", false)
    : ("Front desk, hello! How can I help?", false);
