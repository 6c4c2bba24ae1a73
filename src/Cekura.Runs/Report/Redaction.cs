namespace Cekura.Runs.Report;

/// <summary>Takes secrets out of what is written.</summary>
internal static class Redaction
{
    public const string Mark = "[redacted]";

    private static readonly string[] SecretWords = ["token", "secret", "authorization", "apikey", "password", "credential", "cookie"];

    /// <summary>Whether a field's name says that its value is a secret, in any spelling.</summary>
    public static bool IsSecretName(string name)
    {
        var bare = name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return Array.Exists(SecretWords, word => bare.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>An address without its query, fragment and user, where signatures and passwords stand; any other text as it is.</summary>
    public static string? WithoutSecrets(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "ws" or "wss"
        && (uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
            ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : address;
}
