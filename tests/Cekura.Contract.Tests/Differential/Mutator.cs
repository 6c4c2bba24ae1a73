using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cekura.Contract.Tests.Differential;

/// <summary>Makes documents out of valid ones: the same for the same seed.</summary>
/// <param name="seed">Decides everything.</param>
/// <param name="words">Texts that mean something in these documents.</param>
/// <param name="longestList">How long lists get.</param>
internal sealed class Mutator(int seed, IReadOnlyList<string> words, int longestList)
{
    private static readonly string[] Values =
    [
        "null",
        "true",
        "false",
        "0",
        "-1",
        "1",
        "2",
        "1.0",
        "1e0",
        "10e-1",
        "1.5",
        "-0.0",
        "0.79",
        "0.8",
        "1.2",
        "1.21",
        "64",
        "65",
        "100",
        "101",
        "3600",
        "3601",
        "2147483647",
        "2147483648",
        "9007199254740991",
        "9007199254740992",
        "1e300",
        "\"\"",
        "\" \"",
        "\"\\t\\n\"",
        "\"\\u0085\\u00a0\\u2003\\u3000\"",
        "\"\\ufeff\"",
        "\"\\u200b\"",
        "\"a\"",
        "\"😀\"",
        "\"1\"",
        "[]",
        "{}",
        "[1]",
        "[\"a\"]",
        "[null]",
        "{\"a\":1}",
        "{\"id\":1}",
        "{\"id\":1.0,\"name\":\"N\"}",
        "{\"name\":\"N\"}",
    ];

    private static readonly int[] Lengths = [1, 2, 15, 16, 17, 32, 33, 64, 65, 80, 81, 128, 129, 200, 201, 255, 256];

    private static readonly string[] Names =
    [
        "extra",
        "api_key",
        "API-Key",
        "cekura apikey",
        "x_cekura_api_key",
        "cekuraKey",
        "api_keys",
        "nmae",
        "ID",
        "",
        "agent_id",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A document with one to three things changed.</summary>
    public string Mutate(string valid)
    {
        var root = JsonNode.Parse(valid);
        for (var left = _random.Next(1, 4); left > 0; left--)
        {
            root = Change(root);
        }

        return root?.ToJsonString() ?? "null";
    }

    private JsonNode? Change(JsonNode? root)
    {
        var node = Pick([.. All(root)]);
        if (_random.Next(4) == 0)
        {
            Extend(node);
            return root;
        }

        var changed = NewValue(node);
        switch (node?.Parent)
        {
            case JsonObject parent when _random.Next(3) == 0:
                parent.Remove(node.GetPropertyName());
                break;
            case JsonObject parent:
                parent[node.GetPropertyName()] = changed;
                break;
            case JsonArray parent when _random.Next(4) == 0:
                parent.RemoveAt(node.GetElementIndex());
                break;
            case JsonArray parent:
                parent[node.GetElementIndex()] = changed;
                break;

            // Rarely the whole document, which says little.
            default:
                return _random.Next(10) == 0 ? changed : root;
        }

        return root;
    }

    private void Extend(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject target:
                target[Pick([.. Names, .. words])] = Parse(Pick(Values));
                break;
            case JsonArray { Count: > 0 } target:
                var entry = Pick([.. target])?.ToJsonString() ?? "null";
                for (var length = Math.Min(longestList, Pick(Lengths)); target.Count < length; )
                {
                    target.Add(Parse(entry));
                }

                break;
            case JsonArray target:
                target.Add(Parse(Pick(Values)));
                break;
            default:
                break;
        }
    }

    private JsonNode? NewValue(JsonNode? node) =>
        _random.Next(3) switch
        {
            0 => JsonValue.Create(Pick(words)),
            1 when node?.GetValueKind() == JsonValueKind.String => JsonValue.Create(
                string.Concat(Enumerable.Repeat(Pick(["a", "😀", "ä"]), Pick(Lengths)))
            ),
            _ => Parse(Pick(Values)),
        };

    private static JsonNode? Parse(string json) => JsonNode.Parse(json);

    private T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    private static IEnumerable<JsonNode?> All(JsonNode? node) =>
        node switch
        {
            JsonObject value => value.Select(member => member.Value).SelectMany(All).Prepend(node),
            JsonArray value => value.SelectMany(All).Prepend(node),
            _ => [node],
        };
}
