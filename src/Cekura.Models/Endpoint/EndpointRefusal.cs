using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cekura.Models.Endpoint;

/// <summary>An answer of an endpoint that is no success.</summary>
/// <param name="Status">Its HTTP status.</param>
/// <param name="Text">What it wrote.</param>
internal sealed record EndpointRefusal(int Status, string Text)
{
    private static readonly string[] OfLength =
    [
        "context_length",
        "context length",
        "context window",
        "context size",
        "exceed_context",
        "maximum context",
        "too many tokens",
        "prompt is too long",
        "tokens_limit_reached",
    ];

    /// <summary>Whether the question has more tokens than the model takes.</summary>
    public bool IsTooLong =>
        Status == 413
        || (Status is 400 or 422 or 500 && Array.Exists(OfLength, words => Text.Contains(words, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether the same may be taken a little later.</summary>
    public bool IsPassing => Status is 408 or 429 or 500 or 502 or 503 or 504 or 529;

    /// <summary>What it says in words: <c>error.message</c>, or what it wrote.</summary>
    public string Message
    {
        get
        {
            try
            {
                return
                    JsonNode.Parse(Text) is JsonObject answer
                    && (answer["error"] is JsonObject error ? error["message"] : answer["error"] ?? answer["message"] ?? answer["detail"])
                        is JsonValue message
                    && message.TryGetValue(out string? text)
                    ? text
                    : Text;
            }
            catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
            {
                return Text;
            }
        }
    }

    /// <summary>Whether it names something that was sent.</summary>
    public bool Speaks(string of) => Text.Contains(of, StringComparison.OrdinalIgnoreCase);
}
