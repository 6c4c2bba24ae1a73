// A stand-in for your agent, so that the tests have an agent to talk to. It speaks OpenAI's Responses: each request has what is new.
using System.Text.Json.Nodes;

var app = WebApplication.Create(args);
app.MapGet("/health", () => "ok");
app.MapPost("/v1/responses", (JsonObject request) =>
{
    var (text, handsOver) = Answer($"{request["input"]}");
    object call = new { type = "function_call", call_id = "c1", name = "transfer_to_person", arguments = "{}" };
    object result = new { type = "function_call_output", call_id = "c1", output = "{\"ok\":true}" };
    object message = new { type = "message", role = "assistant", content = new[] { new { type = "output_text", text } } };
    object[] output = handsOver ? [call, result, message] : [message];
    return new { id = Guid.NewGuid(), status = "completed", output };
});
app.Run();

// What the front desk says, and whether it hands the caller over to a person.
static (string Words, bool HandsOver) Answer(string said) =>
    said.Contains("person", StringComparison.OrdinalIgnoreCase) ? ("I am putting you through. Goodbye!", true)
    : said.Contains("thank", StringComparison.OrdinalIgnoreCase) ? ("You are welcome. Goodbye!", false)
    : said.Contains("Saturday", StringComparison.OrdinalIgnoreCase)
        ? ("We are open on Saturday from 9 to 12. Is there anything else?", false)
    : ("Front desk, hello! How can I help?", false);
