namespace Cekura.Agents.Options;

/// <summary>Finds what is secret in an address: the values of its query whose names say so.</summary>
internal static class AddressSecrets
{
    // Shorter values are no keys, and stand in every text.
    private const int MinLength = 4;

    private static readonly string[] Names = ["key", "code", "sig", "signature", "auth"];

    /// <summary>The values, as they are written in the address and as they are meant; empty: there are none.</summary>
    public static IReadOnlyList<string> In(string? address)
    {
        var query = address?.IndexOf('?', StringComparison.Ordinal) ?? -1;
        if (query < 0)
        {
            return [];
        }

        var found = new List<string>();
        foreach (var part in address![(query + 1)..].Split('#')[0].Split('&'))
        {
            var name = Uri.UnescapeDataString(part.Split('=')[0]);
            var value = part.Contains('=', StringComparison.Ordinal) ? part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..] : "";
            if (value.Length >= MinLength && (SecretHeaders.Is(name) || Names.Contains(name, StringComparer.OrdinalIgnoreCase)))
            {
                found.Add(value);
                if (Uri.UnescapeDataString(value) is var meant && meant != value)
                {
                    found.Add(meant);
                }
            }
        }

        return found;
    }
}
