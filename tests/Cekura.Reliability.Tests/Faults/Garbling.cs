using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Cekura.Reliability.Tests.Faults;

/// <summary>Answers that are JSON and yet not what was asked for, or that cannot be read as it.</summary>
internal static class Garbling
{
    public static IReadOnlyList<string> Kinds { get; } =
    ["wrong_types", "empty_object", "empty_list", "null", "no_runs", "other_id", "broken_gzip", "utf16"];

    public static HttpContent Content(string kind, string json) =>
        kind switch
        {
            "broken_gzip" => new StreamContent(new GZipStream(new MemoryStream(Encoding.UTF8.GetBytes(json)), CompressionMode.Decompress)),
            "utf16" => new StringContent(json, Encoding.Unicode, "application/json"),
            _ => new StringContent(Apply(kind, json)),
        };

    private static string Apply(string kind, string json) =>
        kind switch
        {
            "wrong_types" => Swap(JsonNode.Parse(json), depth: 0)!.ToJsonString(),
            "empty_object" => "{}",
            "empty_list" => "[]",
            "null" => "null",
            "no_runs" => WithoutRuns(JsonNode.Parse(json)),
            _ => OtherId(JsonNode.Parse(json)),
        };

    /// <summary>Keeps the outermost shape and turns every value in it into one of another type.</summary>
    private static JsonNode? Swap(JsonNode? node, int depth) =>
        node switch
        {
            JsonObject members when depth < 2 => new JsonObject(
                members.Select(member => KeyValuePair.Create(member.Key, Swap(member.Value, depth + 1)))
            ),
            JsonArray items when depth < 2 => new JsonArray([.. items.Select(item => Swap(item, depth + 1))]),
            JsonObject => new JsonArray(),
            JsonArray => new JsonObject(),
            JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String => 5,
            JsonValue => "x",
            _ => new JsonObject(),
        };

    private static string WithoutRuns(JsonNode? node)
    {
        (node as JsonObject)?.Remove("runs");
        return node is JsonArray ? "[]" : node!.ToJsonString();
    }

    private static string OtherId(JsonNode? node)
    {
        foreach (
            var entry in (node as JsonArray ?? [])
                .OfType<JsonObject>()
                .Append(node as JsonObject)
                .Where(entry => entry?.ContainsKey("id") == true)
        )
        {
            entry!["id"] = 999_999;
        }

        return node!.ToJsonString();
    }
}
