// A stand-in for your agent, so that the tests have an agent to talk to. It is a program: a line of JSON comes in for each turn, and one
// goes out.
using System.Text.Json;
using System.Text.Json.Nodes;

while (Console.ReadLine() is { } line)
{
    var (content, handsOver) = Answer($"{JsonNode.Parse(line)!["content"]}");
    var call = new { name = "transfer_to_person", arguments = new { }, result = new { ok = true } };
    Console.WriteLine(JsonSerializer.Serialize(new { content, tool_calls = handsOver ? new[] { call } : [] }));
}

// What the front desk says, and whether it hands the caller over to a person.
static (string Words, bool HandsOver) Answer(string said) =>
    said.Contains("person", StringComparison.OrdinalIgnoreCase) ? ("I am putting you through. Goodbye!", true)
    : said.Contains("thank", StringComparison.OrdinalIgnoreCase) ? ("You are welcome. Goodbye!", false)
    : said.Contains("Saturday", StringComparison.OrdinalIgnoreCase)
        ? ("We are open on Saturday from 9 to 12. Is there anything else?", false)
    : ("Front desk, hello! How can I help?", false);
