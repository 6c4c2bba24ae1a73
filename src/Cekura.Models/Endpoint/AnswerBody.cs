using System.Text.Json;

namespace Cekura.Models.Endpoint;

/// <summary>What an endpoint answered with success.</summary>
/// <param name="Text">The model's words; empty: it said nothing.</param>
/// <param name="Model">The name that it gives the model; null: none.</param>
/// <param name="StopReason">Why the model stopped; null: it does not say.</param>
/// <param name="Refusal">Why the model would not answer, in its words; null: it did.</param>
internal sealed record AnswerBody(string Text, string? Model, string? StopReason, string? Refusal)
{
    /// <summary>Tokens of the question.</summary>
    public int InputTokens { get; private init; }

    /// <summary>Tokens of the answer.</summary>
    public int OutputTokens { get; private init; }

    /// <summary>Whether it was cut off.</summary>
    public bool IsCutOff => StopReason is "length" or "max_tokens";

    /// <summary>Reads it; null: it is no answer of this protocol.</summary>
    public static AnswerBody? Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return
                document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("choices", out var choices)
                && choices.ValueKind == JsonValueKind.Array
                ? Read(root, choices)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A text with half of a character is no text.
            return null;
        }
    }

    private static AnswerBody Read(JsonElement root, JsonElement choices)
    {
        var choice = choices.EnumerateArray().FirstOrDefault();
        var message = Property(choice, "message");
        var usage = Property(root, "usage");
        return new(Content(Property(message, "content")), Word(root, "model"), Word(choice, "finish_reason"), Word(message, "refusal"))
        {
            InputTokens = Count(usage, "prompt_tokens"),
            OutputTokens = Count(usage, "completion_tokens"),
        };
    }

    // Text, or parts of which some are text.
    private static string Content(JsonElement content) =>
        content.ValueKind switch
        {
            JsonValueKind.String => content.GetString()!,
            JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(part => OfPart(part, "text"))),
            _ => "",
        };

    private static string? OfPart(JsonElement part, string name) =>
        part.ValueKind == JsonValueKind.String ? part.GetString() : Word(part, name);

    private static JsonElement Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var property) ? property : default;

    private static string? Word(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } read ? read : null;

    private static int Count(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var count) && count > 0 ? count : 0;
}
