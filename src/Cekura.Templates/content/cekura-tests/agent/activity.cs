// A stand-in for your agent, so that the tests have an agent to talk to. It speaks Activities, as bots of Microsoft do: each answer
// holds the replies.
using System.Text.Json.Nodes;

var app = WebApplication.Create(args);
app.MapGet("/health", () => "ok");
app.MapPost("/api/messages", (JsonObject activity) =>
    new { activities = new[] { new { type = "message", text = Answer($"{activity["text"]}") } } });
app.Run();

// What the front desk says.
static string Answer(string said) =>
    said.Contains("person", StringComparison.OrdinalIgnoreCase) ? "I am putting you through. Goodbye!"
    : said.Contains("thank", StringComparison.OrdinalIgnoreCase) ? "You are welcome. Goodbye!"
    : said.Contains("Saturday", StringComparison.OrdinalIgnoreCase) ? "We are open on Saturday from 9 to 12. Is there anything else?"
    : "Front desk, hello! How can I help?";
