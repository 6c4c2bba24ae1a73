namespace Cekura.Agents.Options;

/// <summary>Knows by their names the headers that hold secrets.</summary>
internal static class SecretHeaders
{
    private static readonly string[] Names = ["authorization", "proxyauthorization", "cookie"];
    private static readonly string[] Parts = ["apikey", "secret", "token", "password", "credential", "subscriptionkey", "accesskey"];

    public static bool Is(string header)
    {
        var name = string.Concat(header.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return Names.Contains(name) || Array.Exists(Parts, part => name.Contains(part, StringComparison.Ordinal));
    }
}
