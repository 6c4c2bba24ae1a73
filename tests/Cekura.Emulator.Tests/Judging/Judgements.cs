using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;
using Cekura.Models.Chat;

namespace Cekura.Emulator.Tests.Judging;

/// <summary>A canned conversation that a stub judges, and what a run says of it.</summary>
internal static class Judgements
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>1 the agent greets, 2 the caller asks, 3 the agent books, 4 a tool, 5 the agent says goodbye.</summary>
    public const string Turns = """
        { "turns": [
          { "role": "Main Agent", "content": "Good morning, this is the clinic’s front desk." },
          { "role": "Testing Agent", "content": "Please book me in, and read the slot back." },
          { "role": "Function Call", "data": { "id": "c1", "name": "book", "arguments": "{\"day\":\"Monday\"}" } },
          { "role": "Main Agent", "content": "You are booked for  Monday at 9:00." },
          { "role": "Main Agent", "content": "Goodbye." }
        ] }
        """;

    public const string Booked = "You are booked for Monday";

    public static EmulatorBench Open(IChatModel? model, string scenario, string metrics = "", int? samples = null, string sections = "") =>
        new(
            Seeds.Replay(Turns, scenario, $"{sections} \"metrics\": [{metrics}],"),
            options: new()
            {
                ChatModel = model,
                Model = new() { JudgeSamples = samples },
            }
        );

    public static async Task<JsonNode> RunAsync(IChatModel? model, string scenario, string metrics = "", int? samples = null)
    {
        await using var bench = Open(model, scenario, metrics, samples);
        return Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;
    }

    public static Task<JsonNode> OfLinesAsync(IChatModel? model, string lines = "The agent reads the slot back.", int? samples = null) =>
        RunAsync(model, $"\"expected_outcome_prompt\": {JsonValue.Create(lines)!.ToJsonString()},", samples: samples);

    /// <summary>The answer about the only statement.</summary>
    public static string Line(string answer, string quote = Booked, int turn = 4, string reason = "So it was.") =>
        Lines(Entry(1, answer, quote, turn, reason));

    public static string Lines(params string[] entries) => $$"""{ "statements": [{{string.Join(',', entries)}}] }""";

    public static string Entry(int statement, string answer, string quote = Booked, int turn = 4, string reason = "So it was.") =>
        new JsonObject
        {
            ["statement"] = statement,
            ["turn"] = turn,
            ["quote"] = quote,
            ["reason"] = reason,
            ["answer"] = answer,
        }.ToJsonString();

    public static string Metric(JsonNode answer, string quote = Booked, int turn = 4) =>
        new JsonObject
        {
            ["turn"] = turn,
            ["quote"] = quote,
            ["reason"] = "So it was.",
            ["answer"] = answer,
        }.ToJsonString();

    /// <summary>Success, the emulator's rule, the first line of what it says.</summary>
    public static (bool Success, string? Rule, string Message) Verdict(JsonNode run) =>
        (run["success"]!.GetValue<bool>(), run["metadata"]!["emulator_verdict"]?["rule"]?.ToString(), run["error_message"]!.ToString());

    public static string Alignments(JsonNode run) =>
        string.Join(
            '\n',
            run["expected_outcome"]!["outcome_alignments"]!
                .AsArray()
                .Select(part => $"{part!["aligned"]} {part["prompt_part"]}: {part["outcome"]}")
        );

    public static string Plain(JsonNode node) => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(node, Readable));
}
