namespace Cekura.Manifests.Settings;

/// <summary>The API key and where it was found. Not a record: printing one must not print the key.</summary>
internal sealed class CekuraCredentials
{
    /// <summary>Holds a key.</summary>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public CekuraCredentials(string apiKey, string source)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(apiKey);
        ApiKey = apiKey;
        Source = source;
    }

    /// <summary>The key itself. It goes into the request header and nowhere else.</summary>
    public string ApiKey { get; }

    /// <summary>Where it was found: <c>CEKURA_API_KEY</c>, or the path of the config file.</summary>
    public string Source { get; }

    /// <summary>The key for people: its last four characters, or none of a key so short that they would give it away.</summary>
    public override string ToString() => ApiKey.Length >= 12 ? $"****{ApiKey[^4..]}" : "****";
}
