using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Client;

namespace Cekura.Runs.Trigger;

/// <summary>Typed reading of the manifest's <c>options</c> for one mode.</summary>
internal sealed class StartOptions(string mode, JsonObject? options)
{
    public string? Text(string key) => Read<string>(key, "a string");

    public int? Integer(string key) => Read<int?>(key, "a whole number");

    public long? Id(string key) => Read<long?>(key, "an id, a whole number");

    public IReadOnlyList<string>? Texts(string key) => options?[key] switch
    {
        null => null,
        JsonArray list => [.. list.Select(entry => Value<string>(entry, key, "a list of strings")!)],
        _ => throw Wrong(key, "a list of strings"),
    };

    public IReadOnlyDictionary<string, string>? Map(string key) => options?[key] switch
    {
        null => null,
        JsonObject map => map.ToDictionary(e => e.Key, e => Value<string>(e.Value, key, "an object of strings")!, StringComparer.Ordinal),
        _ => throw Wrong(key, "an object of strings"),
    };

    private T? Read<T>(string key, string wanted) => options?[key] is { } node ? Value<T>(node, key, wanted) : default;

    private T? Value<T>(JsonNode? node, string key, string wanted) =>
        node is JsonValue value && value.TryGetValue<T>(out var read) ? read : throw Wrong(key, wanted);

    private CekuraConfigurationException Wrong(string key, string wanted) =>
        new($"options.{mode}.{key} of the manifest must be {wanted}, is {(options?[key] as JsonNode)?.GetValueKind() ?? JsonValueKind.Null}.");
}
