using System.Text.Json.Nodes;

namespace Cekura.Emulator.Callers;

/// <summary>An answer of a model that plays a caller.</summary>
/// <param name="Say">What it says.</param>
/// <param name="Done">Whether it wants to hang up.</param>
/// <param name="Reason">Why; never said.</param>
internal sealed record CallerTurn(string Say, bool Done, string Reason)
{
    /// <summary>Reads an answer; null when it is none of the form that was asked for.</summary>
    public static CallerTurn? Read(JsonObject answer) =>
        Text(answer["say"]) is { } say && Flag(answer["done"]) is { } done ? new(say.Trim(), done, Text(answer["reason"]) ?? "") : null;

    /// <summary>The answer as the model gave it.</summary>
    public string ToJson() =>
        new JsonObject
        {
            ["say"] = Say,
            ["done"] = Done,
            ["reason"] = Reason,
        }.ToJsonString();

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    // Small models write flags as texts.
    private static bool? Flag(JsonNode? node) =>
        node is not JsonValue value ? null
        : value.TryGetValue<bool>(out var flag) ? flag
        : value.TryGetValue<string>(out var text) && bool.TryParse(text, out var read) ? read
        : null;
}
