using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Cekura.Client;

/// <summary>
/// Fields of an object, found in one pass over it. Runs have dozens of fields, and a search for each is a pass for each: of 10,000 runs
/// that takes 20 to 85 ms more processor time each time they are read. Objects with few fields are read with
/// <see cref="JsonElementExtensions.Field"/>.
/// </summary>
internal readonly ref struct FieldTable
{
    /// <summary>How many there is room for.</summary>
    public const int MaxFields = 40;

    private readonly FieldNames _names;
    private readonly Places _places;

    /// <exception cref="InvalidOperationException">It is no object.</exception>
    public FieldTable(JsonElement json, FieldNames names)
    {
        _names = names;
        foreach (var property in json.EnumerateObject())
        {
            // Of several with one name the last counts, as everywhere.
            if (names.PlaceOf(property) is { } place)
            {
                _places[place] = property.Value;
            }
        }
    }

    /// <summary>The field, or null when there is none or the field is null.</summary>
    public JsonElement? this[string name] =>
        _places[_names[name]] is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } value ? value : null;

    [InlineArray(MaxFields)]
    private struct Places
    {
        private JsonElement _first;
    }
}
