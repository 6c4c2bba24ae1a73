namespace Cekura.Agents.Tests.Faults;

/// <summary>A protocol over HTTP, in the forms that the fault table needs.</summary>
/// <param name="Options">What a seed says of the agent, without its address.</param>
/// <param name="Answer">A good answer in one piece; <c>%</c> stands for the words, as they stand in JSON. Null: it only streams.</param>
/// <param name="Events">A good answer as events, the last one ends the turn; null: it does not stream.</param>
internal sealed record ProtocolSample(string Options, string? Answer, string[]? Events = null)
{
    public static IReadOnlyDictionary<string, ProtocolSample> All { get; } =
        new Dictionary<string, ProtocolSample>
        {
            ["openai-chat"] = new(
                """{ "protocol": "openai-chat" }""",
                """{"choices":[{"message":{"content":"%"},"finish_reason":"stop"}]}""",
                ["""{"choices":[{"delta":{"content":"%"}}]}""", """{"choices":[{"delta":{},"finish_reason":"stop"}]}"""]
            ),
        };

    /// <summary>A good answer with these words, written as JSON writes them, on one line.</summary>
    public string Whole(string words) => (Answer ?? Stream(words)).Replace("%", words, StringComparison.Ordinal);

    /// <summary>The type of <see cref="Whole"/>.</summary>
    public string Type => Answer is null ? "text/event-stream" : "application/json";

    /// <summary>The same as events.</summary>
    public string Stream(string words) =>
        string.Concat(Events!.Select(data => $"data: {data.Replace("%", words, StringComparison.Ordinal)}\n\n"));
}
