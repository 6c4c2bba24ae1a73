using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cekura.Manifests.Text;

/// <summary>A JSON value that knows where it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Byte offset of its first character.</param>
/// <param name="Text">A string's value, a number as written; else empty.</param>
internal sealed record PositionedNode(JsonValueKind Kind, int Offset, string Text = "")
{
    /// <summary>Byte offset behind its last character; 0 for a value that no text holds.</summary>
    public int End { get; init; }

    public IReadOnlyList<PositionedMember> Members { get; init; } = [];

    public IReadOnlyList<PositionedNode> Items { get; init; } = [];

    /// <summary>The words for it in a message: "wants a list and is <em>the text "x"</em>".</summary>
    public string Description =>
        Kind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.String => $"the text {Quoted.Text(Text)}",
            JsonValueKind.Number => $"the number {Quoted.Bare(Text)}",
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => "null",
        };

    /// <summary>The value of a property; null when this is no object or has no such property.</summary>
    public PositionedNode? Member(string name) => Members.FirstOrDefault(member => member.Name == name)?.Value;

    /// <summary>The value of a property, or the entry of a list by its index from 0; null when there is none.</summary>
    public PositionedNode? Step(string step) =>
        Kind != JsonValueKind.Array ? Member(step)
        : int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < Items.Count ? Items[index]
        : null;

    /// <summary>The same value without positions.</summary>
    public JsonNode? ToJsonNode() =>
        Kind switch
        {
            JsonValueKind.Object => ToJsonObject(),
            JsonValueKind.Array => new JsonArray([.. Items.Select(item => item.ToJsonNode())]),
            JsonValueKind.String => JsonValue.Create(Text),
            JsonValueKind.Number => JsonNode.Parse(Text),
            JsonValueKind.True => JsonValue.Create(true),
            JsonValueKind.False => JsonValue.Create(false),
            _ => null,
        };

    /// <summary>An object without positions.</summary>
    public JsonObject ToJsonObject() => [.. Members.Select(member => KeyValuePair.Create(member.Name, member.Value.ToJsonNode()))];
}
