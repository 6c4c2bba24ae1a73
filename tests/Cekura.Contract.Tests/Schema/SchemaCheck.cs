using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace Cekura.Contract.Tests.Schema;

/// <summary>
/// Holds JSON to a schema of the slice, more strictly than a validator does: a field that the slice does not know is a violation, and an
/// answer has every documented field. The keywords are those that the slice uses.
/// </summary>
internal sealed class SchemaCheck
{
    private static readonly TimeSpan RegexTimeout = TimeSpan.FromMinutes(1);

    private readonly Direction _direction;
    private readonly List<Violation> _violations = [];

    private SchemaCheck(Direction direction) => _direction = direction;

    public static IReadOnlyList<Violation> Check(Direction direction, IOpenApiSchema schema, JsonNode? value, string root)
    {
        var check = new SchemaCheck(direction);
        check.Visit(schema, value, new(root, "$"));
        return check._violations;
    }

    private void Visit(IOpenApiSchema schema, JsonNode? value, Position at)
    {
        var outside = at;
        at = schema is OpenApiSchemaReference reference ? at.Into(reference.Reference.Id!) : at;
        foreach (var part in schema.AllOf ?? [])
        {
            Visit(part, value, at);
        }

        Alternatives(schema.AnyOf, value, at, "any", count => count > 0);
        Alternatives(schema.OneOf, value, at, "exactly one", count => count == 1);
        if (!HasType(schema, value))
        {
            Report(outside, $"is {Kind(value)}, documented as {schema.Type}");
            return;
        }

        if (schema.Enum is { Count: > 0 } words && !words.Any(word => JsonNode.DeepEquals(Plain(word), value)))
        {
            Report(at, $"{value?.ToJsonString() ?? "null"} is none of {string.Join(", ", words.Select(word => word?.ToString()))}");
        }

        switch (value)
        {
            case JsonObject entries:
                Fields(schema, entries, at);
                break;
            case JsonArray items:
                Items(schema, items, at);
                break;
            case JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String:
                Text(schema, scalar.ToString(), at);
                break;
            case JsonValue scalar when scalar.GetValueKind() == JsonValueKind.Number:
                Number(schema, scalar, at);
                break;
            default:
                break;
        }
    }

    private void Alternatives(IList<IOpenApiSchema>? schemas, JsonNode? value, Position at, string wanted, Predicate<int> isEnough)
    {
        if (schemas is not { Count: > 0 })
        {
            return;
        }

        var tries = schemas
            .Select(schema =>
            {
                var check = new SchemaCheck(_direction);
                check.Visit(schema, value, at);
                return check._violations;
            })
            .ToList();
        if (isEnough(tries.Count(found => found.Count == 0)))
        {
            return;
        }

        // Null is an alternative of its own: what the other one says about a value is what is wrong with it.
        var nonNull = schemas.Select((schema, index) => (schema, index)).Where(entry => entry.schema.Type != JsonSchemaType.Null).ToList();
        if (value is not null && nonNull is [var (_, only)])
        {
            _violations.AddRange(tries[only]);
            return;
        }

        Report(at, $"fits not {wanted} of {schemas.Count} documented forms");
    }

    private void Fields(IOpenApiSchema schema, JsonObject value, Position at)
    {
        foreach (var (name, documented) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            var field = at.Field(name);
            if (value.TryGetPropertyValue(name, out var given))
            {
                if (_direction == Direction.Request ? documented.ReadOnly : documented.WriteOnly)
                {
                    Report(field, $"is documented as {(documented.ReadOnly ? "read" : "write")}-only");
                }

                Visit(documented, given, field);
            }
            else if (_direction == Direction.Answer ? !MayLack(documented) : schema.Required?.Contains(name) == true)
            {
                Report(field, "is missing");
            }
        }

        foreach (var (name, given) in value.Where(entry => schema.Properties?.ContainsKey(entry.Key) != true))
        {
            if (schema.AdditionalProperties is { } additional)
            {
                Visit(additional, given, at.Field(name));
            }
            else if (schema.Properties is { Count: > 0 })
            {
                Report(at.Field(name), "is not documented");
            }
        }
    }

    private void Items(IOpenApiSchema schema, JsonArray value, Position at)
    {
        if (value.Count < schema.MinItems || value.Count > schema.MaxItems)
        {
            Report(at, $"has {value.Count} entries");
        }

        for (var i = 0; schema.Items is { } items && i < value.Count; i++)
        {
            Visit(items, value[i], at.Item(i));
        }
    }

    private void Text(IOpenApiSchema schema, string value, Position at)
    {
        if (value.Length < schema.MinLength || value.Length > schema.MaxLength)
        {
            Report(at, $"has {value.Length} characters");
        }

        if (schema.Pattern is { } pattern && !Regex.IsMatch(value, pattern, RegexOptions.ECMAScript, RegexTimeout))
        {
            Report(at, $"\"{value}\" does not match {pattern}");
        }

        var isWritten = schema.Format switch
        {
            "date-time" => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _)
                && value.Contains('T', StringComparison.Ordinal),
            "uri" => Uri.TryCreate(value, UriKind.Absolute, out _),
            "email" => value.Contains('@', StringComparison.Ordinal),
            _ => true,
        };
        if (!isWritten)
        {
            Report(at, $"\"{value}\" is no {schema.Format}");
        }
    }

    private void Number(IOpenApiSchema schema, JsonValue value, Position at)
    {
        var number = value.GetValue<JsonElement>().GetDouble();
        if (number < Limit(schema.Minimum) || number > Limit(schema.Maximum))
        {
            Report(at, $"{number} is out of range");
        }

        static double? Limit(string? text) => text is null ? null : double.Parse(text, CultureInfo.InvariantCulture);
    }

    private static bool MayLack(IOpenApiSchema documented) =>
        documented.WriteOnly || documented.Extensions?.ContainsKey(Contradiction.MayLackMark) == true;

    private static bool HasType(IOpenApiSchema schema, JsonNode? value) =>
        schema.Type is not { } type || (type & TypeOf(value)) != default(JsonSchemaType);

    private static JsonSchemaType TypeOf(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            JsonValueKind.Object => JsonSchemaType.Object,
            JsonValueKind.Array => JsonSchemaType.Array,
            JsonValueKind.String => JsonSchemaType.String,
            JsonValueKind.True or JsonValueKind.False => JsonSchemaType.Boolean,
            JsonValueKind.Number => double.IsInteger(value.GetValue<JsonElement>().GetDouble())
                ? JsonSchemaType.Integer | JsonSchemaType.Number
                : JsonSchemaType.Number,
            _ => JsonSchemaType.Null,
        };

    private static string Kind(JsonNode? value) => value?.GetValueKind().ToString() ?? "null";

    // The reader of OpenAPI documents has a node of its own for null.
    private static JsonNode? Plain(JsonNode? word) => word is null || word.IsJsonNullSentinel() ? null : word;

    private void Report(Position at, string problem) => _violations.Add(new(at.Place, at.At, problem));

    private sealed record Position(string Place, string At)
    {
        public Position Into(string schema) => new($"{schema}:", At);

        public Position Field(string name) => new(Place.EndsWith(':') ? $"{Place} {name}" : $"{Place}.{name}", $"{At}.{name}");

        public Position Item(int index) => new(Place.EndsWith(':') ? $"{Place} []" : $"{Place}[]", $"{At}[{index}]");
    }
}
