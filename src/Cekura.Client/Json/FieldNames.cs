using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Cekura.Client;

/// <summary>Names of fields that are read together, at most <see cref="FieldTable.MaxFields"/> of them.</summary>
internal sealed class FieldNames
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<(byte[] Name, int Place)>[] _byLength;

    public FieldNames(params ReadOnlySpan<string> names)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(names.Length, FieldTable.MaxFields, nameof(names));
        var maxLength = 0;
        foreach (var name in names)
        {
            _places.Add(name, _places.Count);
            maxLength = Math.Max(maxLength, name.Length);
        }

        _byLength = [.. Enumerable.Range(0, maxLength + 1).Select(_ => new List<(byte[] Name, int Place)>())];
        foreach (var (name, place) in _places)
        {
            _byLength[name.Length].Add((Encoding.UTF8.GetBytes(name), place));
        }
    }

    /// <summary>The place of one of the names.</summary>
    public int this[string name] => _places[name];

    /// <summary>The place of a property, or null for one that is not among them.</summary>
    public int? PlaceOf(JsonProperty property)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        var written = raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(property.Name) : raw;
        if (written.Length >= _byLength.Length)
        {
            return null;
        }

        foreach (var (name, place) in _byLength[written.Length])
        {
            if (written.SequenceEqual(name))
            {
                return place;
            }
        }

        return null;
    }
}
