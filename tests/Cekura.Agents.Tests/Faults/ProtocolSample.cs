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
            ["openai-responses"] = new(
                """{ "protocol": "openai-responses" }""",
                """{"id":"r1","output":[{"type":"message","content":[{"type":"output_text","text":"%"}]}]}""",
                ["""{"type":"response.output_text.delta","delta":"%"}""", """{"type":"response.completed","response":{"id":"r1"}}"""]
            ),
            ["ag-ui"] = new(
                """{ "protocol": "ag-ui" }""",
                null,
                [
                    """{"type":"TEXT_MESSAGE_CONTENT","messageId":"m1","delta":"%"}""",
                    """{"type":"TEXT_MESSAGE_END","messageId":"m1"}""",
                    """{"type":"RUN_FINISHED","threadId":"t","runId":"r"}""",
                ]
            ),
            ["a2a 0.3"] = new(
                """{ "protocol": "a2a" }""",
                """{"jsonrpc":"2.0","id":1,"result":{"kind":"message","role":"agent","messageId":"m1","parts":[{"kind":"text","text":"%"}]}}"""
            ),
            ["a2a 1.0"] = new(
                """{ "protocol": "a2a", "version": "1.0" }""",
                """{"jsonrpc":"2.0","id":1,"result":{"message":{"role":"ROLE_AGENT","messageId":"m1","parts":[{"text":"%"}]}}}"""
            ),
            ["activity"] = new("""{ "protocol": "activity" }""", """{"activities":[{"type":"message","text":"%"}]}"""),
            ["http"] = new(
                """{ "protocol": "http", "reply": "$.answer.text" }""",
                """{"answer":{"text":"%"}}""",
                ["""{"answer":{"text":"%"}}""", "[DONE]"]
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
