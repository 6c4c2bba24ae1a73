using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cekura.Client;

/// <summary>Reads what an agent under test writes, which may be any text.</summary>
internal static class AgentJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The JSON of a text. Half of a character, as of an emoji that was cut in two, is read as U+FFFD.</summary>
    /// <param name="text">What the agent wrote.</param>
    /// <param name="fault">Why it is none, as the end of a sentence about it; null when it is.</param>
    public static JsonNode? Parse(string text, out string? fault)
    {
        fault = null;
        var whole = LoneSurrogates.Replace(text);
        try
        {
            return JsonNode.Parse(whole, documentOptions: Strict);
        }
        catch (JsonException)
        {
            fault = IsJson(whole) ? "has a key twice" : "is not JSON";
            return null;
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
