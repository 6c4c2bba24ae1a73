// A stand-in for your agent, so that the tests have an agent to talk to. It speaks AG-UI: each run is answered by a stream of events.
using System.Text.Json;
using System.Text.Json.Nodes;

var app = WebApplication.Create(args);
app.MapGet("/health", () => "ok");
app.MapPost("/agent", async (JsonObject input, HttpResponse response) =>
{
    var (delta, handsOver) = Answer($"{input["messages"]!.AsArray().LastOrDefault()?["content"]}");
    object[] call =
    [
        new { type = "TOOL_CALL_START", toolCallId = "c1", toolCallName = "transfer_to_person" },
        new { type = "TOOL_CALL_ARGS", toolCallId = "c1", delta = "{}" },
        new { type = "TOOL_CALL_END", toolCallId = "c1" },
        new { type = "TOOL_CALL_RESULT", messageId = Guid.NewGuid(), toolCallId = "c1", content = "{\"ok\":true}" },
    ];
    object[] words = [new { type = "TEXT_MESSAGE_CHUNK", messageId = Guid.NewGuid(), delta }];
    var run = new { type = "RUN_STARTED", threadId = $"{input["threadId"]}", runId = $"{input["runId"]}" };
    object[] events = [run, .. handsOver ? call : [], .. words, run with { type = "RUN_FINISHED" }];
    response.ContentType = "text/event-stream";
    foreach (var told in events)
    {
        await response.WriteAsync($"data: {JsonSerializer.Serialize(told)}\n\n");
    }
});
app.Run();

// What the front desk says, and whether it hands the caller over to a person.
static (string Words, bool HandsOver) Answer(string said) =>
    said.Contains("person", StringComparison.OrdinalIgnoreCase) ? ("I am putting you through. Goodbye!", true)
    : said.Contains("thank", StringComparison.OrdinalIgnoreCase) ? ("You are welcome. Goodbye!", false)
    : said.Contains("Saturday", StringComparison.OrdinalIgnoreCase)
        ? ("We are open on Saturday from 9 to 12. Is there anything else?", false)
    : ("Front desk, hello! How can I help?", false);
