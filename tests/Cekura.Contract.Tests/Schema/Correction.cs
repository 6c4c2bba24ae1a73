using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace Cekura.Contract.Tests.Schema;

/// <summary>Puts the truth into a copy of the slice.</summary>
internal static class Correction
{
    public static JsonObject Apply(IEnumerable<Contradiction> contradictions, JsonObject slice)
    {
        var roots = Roots(slice).ToList();
        foreach (var contradiction in contradictions)
        {
            foreach (var where in contradiction.Where)
            {
                var (name, fields) = Split(where);
                // The fields of a schema that has a name are told by its name.
                var hits = roots
                    .Where(root => Fits(root.Name, name) && (fields.Length == 0 || root.Owner[root.Key]?["$ref"] is null))
                    .ToList();
                if (hits.Count == 0)
                {
                    throw new InvalidDataException($"The slice has no \"{name}\", of which \"{where}\" speaks.");
                }

                hits.ForEach(root => Put(slice, root.Owner, [root.Key, .. Steps(fields)], contradiction, where));
            }
        }

        foreach (var response in Responses(slice).Where(response => response["content"]?["application/json"] is JsonObject { Count: 0 }))
        {
            response.Remove("content");
        }

        return slice;
    }

    /// <summary>Whether a place of the table covers the place of a violation.</summary>
    public static bool Covers(string where, string place) => Fits(place, where.EndsWith(':') ? $"{where}*" : where);

    private static (string Name, string Fields) Split(string where)
    {
        var colon = where.IndexOf(':', StringComparison.Ordinal);
        return (where[..colon], where[(colon + 1)..].Trim());
    }

    private static bool Fits(string name, string pattern) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

    private static IEnumerable<(string Name, JsonObject Owner, string Key)> Roots(JsonObject slice)
    {
        var schemas = slice["components"]!["schemas"]!.AsObject();
        foreach (var (name, _) in schemas)
        {
            yield return (name, schemas, name);
        }

        foreach (var (path, methods) in slice["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject())
            {
                foreach (var (status, response) in operation!["responses"]!.AsObject())
                {
                    // Where no body is documented, one without a schema can be corrected; what nobody corrected goes again.
                    response!["content"] ??= new JsonObject { ["application/json"] = new JsonObject() };
                    if (response["content"]?["application/json"] is JsonObject answer)
                    {
                        yield return ($"{Slice.NameOf(method.ToUpperInvariant(), path)} {status}", answer, "schema");
                    }
                }

                if (operation["requestBody"]?["content"]?["application/json"] is JsonObject body)
                {
                    yield return ($"{Slice.NameOf(method.ToUpperInvariant(), path)} body", body, "schema");
                }
            }
        }
    }

    private static IEnumerable<JsonObject> Responses(JsonObject slice) =>
        from methods in slice["paths"]!.AsObject()
        from operation in methods.Value!.AsObject()
        from response in operation.Value!["responses"]!.AsObject()
        select response.Value!.AsObject();

    private static string[] Steps(string fields) =>
        fields.Replace("[]", ".[]", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);

    private static void Put(JsonObject slice, JsonObject owner, List<string> steps, Contradiction contradiction, string where)
    {
        JsonObject? schema = null;
        for (var i = 1; i < steps.Count; i++)
        {
            schema = Resolve(
                slice,
                owner[steps[i - 1]]?.AsObject() ?? throw new InvalidDataException($"\"{where}\" leads nowhere in the slice.")
            );
            (owner, steps[i]) = steps[i] == "[]" ? (schema, "items") : (Properties(schema), steps[i]);
        }

        string[] ends = steps[^1].Contains('*', StringComparison.Ordinal)
            ? [.. owner.Select(entry => entry.Key).Where(name => Fits(name, steps[^1]))]
            : [steps[^1]];
        foreach (var last in ends)
        {
            if (contradiction.Correct(owner[last]) is not { } truth)
            {
                continue;
            }

            owner[last] = truth;
            if (truth[Contradiction.MayLackMark] is not null && schema?["required"] is JsonArray required)
            {
                schema["required"] = new JsonArray([.. required.Where(name => name!.ToString() != last).Select(name => name!.DeepClone())]);
            }
        }
    }

    private static JsonObject Properties(JsonObject schema)
    {
        if (schema["properties"] is not JsonObject properties)
        {
            schema["properties"] = properties = [];
        }

        return properties;
    }

    // A field that was made nullable, or that adds a description to a reference, wraps its schema.
    private static JsonObject Resolve(JsonObject slice, JsonObject schema) =>
        schema switch
        {
            _ when schema["$ref"]?.ToString() is { } reference => slice["components"]!["schemas"]![
                reference[(reference.LastIndexOf('/') + 1)..]
            ]!.AsObject(),
            _ when (schema["allOf"] ?? schema["anyOf"] ?? schema["oneOf"]) is JsonArray { Count: > 0 } parts => Resolve(
                slice,
                parts[0]!.AsObject()
            ),
            _ => schema,
        };
}
