using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cekura.Emulator.Text;

/// <summary>The seed is kept as immutable elements, which any thread may read; answers are made of nodes.</summary>
internal static class JsonElementNode
{
    public static JsonNode? ToNode(this JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => JsonObject.Create(element),
            JsonValueKind.Array => JsonArray.Create(element),
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            _ => JsonValue.Create(element),
        };

    public static JsonElement ToElement(this JsonNode node)
    {
        using var document = JsonDocument.Parse(node.ToJsonString());
        return document.RootElement.Clone();
    }
}
