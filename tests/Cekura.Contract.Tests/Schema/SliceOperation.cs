using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Cekura.Contract.Tests.Schema;

/// <summary>A documented operation of the service.</summary>
internal sealed record SliceOperation(string Method, string Path, OpenApiOperation Documented)
{
    private const string Json = "application/json";

    public string Name => Slice.NameOf(Method, Path);

    /// <summary>The documented status of an answer that refuses nothing.</summary>
    public int SuccessStatus => int.Parse(Documented.Responses!.Keys.First(status => status.StartsWith('2')), CultureInfo.InvariantCulture);

    /// <summary>The fields that its body may have.</summary>
    public IEnumerable<string> BodyFields => BodySchema?.Properties?.Where(entry => !entry.Value.ReadOnly).Select(entry => entry.Key) ?? [];

    private IOpenApiSchema? BodySchema =>
        Documented.RequestBody?.Content is { } content && content.TryGetValue(Json, out var body) ? body.Schema : null;

    /// <summary>Whether <paramref name="path"/> is one of its paths.</summary>
    public bool Takes(string path)
    {
        var (given, known) = (path.Split('/'), Path.Split('/'));
        return given.Length == known.Length
            && given
                .Zip(known)
                .All(pair =>
                    pair.First == pair.Second || (pair.Second.StartsWith('{') && pair.First.Length > 0 && pair.First.All(char.IsAsciiDigit))
                );
    }

    /// <summary>What is wrong with a request.</summary>
    public IReadOnlyList<Violation> CheckRequest(string? body, IReadOnlyDictionary<string, string> query) =>
        [.. CheckQuery(query), .. CheckBody(body)];

    /// <summary>What is wrong with an answer.</summary>
    public IReadOnlyList<Violation> CheckAnswer(int status, string body)
    {
        var root = $"{Name} {status}:";
        if (Documented.Responses?.TryGetValue(status.ToString(CultureInfo.InvariantCulture), out var response) != true)
        {
            return [new(root, "$", $"the status {status} is not documented")];
        }

        return response!.Content?.TryGetValue(Json, out var content) == true && content.Schema is { } schema
                ? SchemaCheck.Check(Direction.Answer, schema, JsonNode.Parse(body), root)
            : body.Length > 0 ? [new(root, "$", "no body is documented")]
            : [];
    }

    private IReadOnlyList<Violation> CheckBody(string? body) =>
        (BodySchema, body) switch
        {
            ({ } schema, { } text) => SchemaCheck.Check(Direction.Request, schema, JsonNode.Parse(text), $"{Name} body:"),
            (null, { }) => [new($"{Name} body:", "$", "no body is documented")],
            ({ }, null) => [new($"{Name} body:", "$", "is missing")],
            _ => [],
        };

    private IEnumerable<Violation> CheckQuery(IReadOnlyDictionary<string, string> query)
    {
        var documented = (Documented.Parameters ?? []).Where(parameter => parameter.In == ParameterLocation.Query).ToList();
        var root = $"{Name} query:";
        foreach (var name in query.Keys.Except(documented.Select(parameter => parameter.Name!)))
        {
            yield return new($"{root} {name}", $"?{name}", "is not documented");
        }

        foreach (var parameter in documented.Where(parameter => parameter.Required && !query.ContainsKey(parameter.Name!)))
        {
            yield return new($"{root} {parameter.Name}", $"?{parameter.Name}", "is missing");
        }

        foreach (var parameter in documented.Where(parameter => parameter.Schema is not null && query.ContainsKey(parameter.Name!)))
        {
            foreach (
                var violation in SchemaCheck.Check(
                    Direction.Request,
                    parameter.Schema!,
                    Value(query[parameter.Name!], parameter.Schema!),
                    $"{root} {parameter.Name}"
                )
            )
            {
                yield return violation with
                {
                    At = $"?{parameter.Name}",
                };
            }
        }
    }

    /// <summary>The text of a query, as a value of the type that the parameter has.</summary>
    private static JsonNode? Value(string text, IOpenApiSchema schema) =>
        schema.Type switch
        {
            JsonSchemaType.Integer or JsonSchemaType.Number or JsonSchemaType.Boolean => JsonNode.Parse(text),
            JsonSchemaType.Array => new JsonArray([
                .. text.Split(',').Select(item => schema.Items is { } items ? Value(item, items) : JsonValue.Create(item)),
            ]),
            _ => JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(text)),
        };
}
