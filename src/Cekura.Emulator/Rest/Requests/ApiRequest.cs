using System.Globalization;
using System.Text.Json;
using Cekura.Agents.Text;

namespace Cekura.Emulator.Rest.Requests;

/// <summary>A request, taken apart.</summary>
internal sealed class ApiRequest
{
    public required string Method { get; init; }

    /// <summary>Without query; begins with a slash.</summary>
    public required string Path { get; init; }

    /// <summary>Scheme and authority as the client wrote them, for the addresses of further pages.</summary>
    public required string Origin { get; init; }

    public required IReadOnlyDictionary<string, string> Query { get; init; }

    /// <summary>Whether it carries a key or a token. The emulator takes any.</summary>
    public bool HasCredentials { get; init; }

    /// <summary>Media type of the body; null when there is none.</summary>
    public string? MediaType { get; init; }

    /// <summary>What stands between the parts of a body of several; null when there are none.</summary>
    public string? Boundary { get; init; }

    public byte[] Body { get; init; } = [];

    /// <summary>The body as a JSON object.</summary>
    /// <exception cref="RefusedException">It is something else.</exception>
    public JsonElement JsonObject()
    {
        if (MediaType is not null && MediaType != "application/json")
        {
            throw RefusedException.WithDetail(415, $"Unsupported media type \"{MediaType}\" in request.");
        }

        try
        {
            // Half of a pair of code units cannot be read as text, which would be an error of the emulator's own.
            var json = JsonEscapes.WithoutHalfPairs(Body, out var half);
            using var document = JsonDocument.Parse(half is null ? Body : json.ToArray());
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw RefusedException.Field("non_field_errors", "Invalid data. Expected a dictionary.");
        }
        catch (JsonException e)
        {
            throw RefusedException.WithDetail(400, $"JSON parse error - {e.Message}");
        }
    }

    /// <summary>A query parameter that is a whole number; null when it is absent or empty.</summary>
    public long? Integer(string name) => Query.GetValueOrDefault(name) is { Length: > 0 } text ? ParsedInteger(name, text) : null;

    /// <summary>A query parameter that is a comma list of whole numbers; null when it is absent or empty.</summary>
    public IReadOnlyList<long>? Integers(string name) =>
        Query.GetValueOrDefault(name) is { Length: > 0 } text
            ?
            [
                .. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(item => ParsedInteger(name, item)),
            ]
            : null;

    /// <summary>A query parameter; null when it is absent or empty.</summary>
    public string? Text(string name) => Query.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    private static long ParsedInteger(string name, string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw RefusedException.Field(name, "Enter a number.");
}
