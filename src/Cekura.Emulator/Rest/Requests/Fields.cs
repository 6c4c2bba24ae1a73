using System.Globalization;
using System.Text.Json;

namespace Cekura.Emulator.Rest.Requests;

/// <summary>Reads the fields of a request's body, and refuses what the service refuses. Absent and null are the same.</summary>
internal sealed class Fields(JsonElement body, IReadOnlyCollection<string>? accepted = null)
{
    private const NumberStyles Digits = NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <summary>Every field, accepted or not.</summary>
    public JsonElement Body => body;

    /// <summary>The field as it was sent; undefined when it is absent or null.</summary>
    public JsonElement this[string name] =>
        accepted?.Contains(name) is not false && body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : default;

    /// <summary>The same fields; those of other names count as absent.</summary>
    public Fields Only(IReadOnlyCollection<string> names) => new(body, names);

    public bool Has(string name) => this[name].ValueKind != JsonValueKind.Undefined;

    public string? Text(string name, int maxLength = int.MaxValue) =>
        this[name] switch
        {
            { ValueKind: JsonValueKind.Undefined } => null,
            { ValueKind: JsonValueKind.String } value when value.GetString()!.Length <= maxLength => value.GetString(),
            { ValueKind: JsonValueKind.String } => throw RefusedException.Field(
                name,
                $"Ensure this field has no more than {maxLength} characters."
            ),
            _ => throw RefusedException.Field(name, "Not a valid string."),
        };

    public long? Integer(string name, long min = long.MinValue, long max = long.MaxValue) =>
        this[name] switch
        {
            { ValueKind: JsonValueKind.Undefined } => null,
            var value when Whole(value) is { } number => number < min
                ? throw RefusedException.Field(name, $"Ensure this value is greater than or equal to {min}.")
            : number > max ? throw RefusedException.Field(name, $"Ensure this value is less than or equal to {max}.")
            : number,
            _ => throw RefusedException.Field(name, "A valid integer is required."),
        };

    public bool? Boolean(string name) =>
        this[name] switch
        {
            { ValueKind: JsonValueKind.Undefined } => null,
            { ValueKind: JsonValueKind.True or JsonValueKind.False } value => value.GetBoolean(),
            _ => throw RefusedException.Field(name, "Must be a valid boolean."),
        };

    public string? Choice(string name, params IReadOnlyList<string> choices) =>
        Text(name) is not { } word || choices.Contains(word)
            ? Text(name)
            : throw RefusedException.Field(name, $"\"{word}\" is not a valid choice.");

    public IReadOnlyList<long>? Integers(string name) =>
        Items(name)?.Select(item => Whole(item) ?? throw RefusedException.Field(name, "A valid integer is required.")).ToList();

    public IReadOnlyList<string>? Texts(string name) =>
        Items(name)
            ?.Select(item =>
                item.ValueKind == JsonValueKind.String ? item.GetString()! : throw RefusedException.Field(name, "Not a valid string.")
            )
            .ToList();

    /// <summary>The entries of a list of objects, each with its fields.</summary>
    public IReadOnlyList<Fields>? Objects(string name) =>
        Items(name)
            ?.Select(
                (item, index) =>
                    item.ValueKind == JsonValueKind.Object
                        ? new Fields(item)
                        : throw RefusedException.Field(name, $"[{index}]: Invalid data. Expected a dictionary.")
            )
            .ToList();

    public Fields? Object(string name) =>
        this[name] switch
        {
            { ValueKind: JsonValueKind.Undefined } => null,
            { ValueKind: JsonValueKind.Object } value => new(value),
            _ => throw RefusedException.Field(name, "Expected a dictionary of items."),
        };

    public IReadOnlyDictionary<string, string>? Dictionary(string name) =>
        this[name] switch
        {
            { ValueKind: JsonValueKind.Undefined } => null,
            { ValueKind: JsonValueKind.Object } value => value
                .EnumerateObject()
                .ToDictionary(
                    property => property.Name,
                    property =>
                        property.Value.ValueKind == JsonValueKind.String
                            ? property.Value.GetString()!
                            : throw RefusedException.Field(name, "Not a valid string."),
                    StringComparer.OrdinalIgnoreCase
                ),
            _ => throw RefusedException.Field(name, "Expected a dictionary of items."),
        };

    /// <summary>
    /// A whole number, or the digits of one in a text: the service takes both, and some of its own scripts send texts. Null: neither.
    /// </summary>
    public static long? Whole(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt64(out var number) => number,
            JsonValueKind.String when long.TryParse(value.GetString(), Digits, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };

    private JsonElement.ArrayEnumerator? Items(string name) =>
        this[name] switch
        {
            { ValueKind: JsonValueKind.Undefined } => null,
            { ValueKind: JsonValueKind.Array } value => value.EnumerateArray(),
            _ => throw RefusedException.Field(name, "Expected a list of items."),
        };
}
