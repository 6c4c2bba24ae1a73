using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cekura.Models.Text;

/// <summary>Finds the JSON object in what a model wrote, which may stand between words.</summary>
internal static class JsonObjects
{
    // Models nest little, and a text of braces alone must not be read again and again.
    private const int MaxTries = 50;

    private const string ThoughtsEnd = "</think>";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>The first whole object, after what the model thought aloud; null: there is none.</summary>
    public static JsonObject? First(string text)
    {
        var thoughts = text.LastIndexOf(ThoughtsEnd, StringComparison.OrdinalIgnoreCase);
        var utf8 = Encoding.UTF8.GetBytes(thoughts < 0 ? text : text[(thoughts + ThoughtsEnd.Length)..]);
        var at = 0;
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var brace = utf8.AsSpan(at).IndexOf((byte)'{');
            if (brace < 0)
            {
                return null;
            }

            at += brace;
            if (At(utf8.AsSpan(at)) is { } found)
            {
                return found;
            }

            at++;
        }

        return null;
    }

    private static JsonObject? At(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Strict.MaxDepth });
            reader.Read();
            reader.Skip();
            var found = JsonNode.Parse(utf8[..(int)reader.BytesConsumed], documentOptions: Strict) as JsonObject;
            return found is not null && IsText(found) ? found : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Half of a character, escaped, is JSON and no text.
    private static bool IsText(JsonNode? node)
    {
        try
        {
            return node switch
            {
                JsonObject properties => properties.All(property => IsText(property.Value)),
                JsonArray items => items.All(IsText),
                JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
