using System.Globalization;

namespace Cekura.Client;

/// <summary>The query part of an address; values that are null are left out.</summary>
internal sealed class Query
{
    private readonly List<KeyValuePair<string, string>> _entries = [];

    public Query Add(string name, string? value)
    {
        if (value is not null)
        {
            _entries.Add(new(name, value));
        }

        return this;
    }

    public Query Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public Query Add(string name, bool? value) =>
        Add(
            name,
            value switch
            {
                true => "true",
                false => "false",
                null => null,
            }
        );

    public Query Add(string name, DateTimeOffset? value) =>
        Add(name, value?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));

    public Query Add(string name, IReadOnlyCollection<string>? values) => Add(name, values is null ? null : string.Join(',', values));

    public Query Add(string name, IReadOnlyCollection<long>? values) =>
        Add(name, values?.Select(value => value.ToString(CultureInfo.InvariantCulture)).ToArray());

    /// <summary>A copy with one more entry.</summary>
    public Query With(string name, long value)
    {
        var copy = new Query();
        copy._entries.AddRange(_entries);
        return copy.Add(name, value);
    }

    public override string ToString() =>
        _entries.Count == 0
            ? ""
            : "?"
                + string.Join(
                    '&',
                    _entries.Select(entry =>
                        $"{entry.Key}={Uri.EscapeDataString(entry.Value).Replace("%2C", ",", StringComparison.Ordinal)}"
                    )
                );
}
