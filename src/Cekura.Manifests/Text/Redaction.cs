using System.Text.RegularExpressions;

namespace Cekura.Manifests.Text;

/// <summary>Takes secrets out of what is written.</summary>
internal static class Redaction
{
    public const string Mark = "[redacted]";

    private static readonly string[] SecretWords =
    [
        "token",
        "secret",
        "authorization",
        "apikey",
        "accesskey",
        "privatekey",
        "password",
        "passphrase",
        "credential",
        "cookie",
        "signature",
        "jwt",
        // Whoever has one of these can listen in, or read along.
        "listenurl",
        "controlurl",
        "sharelink",
        "shareablelink",
    ];

    // Amazon's, Google's, Azure's (sig) and those of their content networks.
    private static readonly string[] SignatureWords = ["signature", "credential", "security-token", "securitytoken"];

    private static readonly Regex QueryValue = new(
        """(?<mark>[?&;])(?<name>[A-Za-z0-9_.-]+)=[^&;\s"'<>)\]]+""",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    );

    /// <summary>Whether a field's name says that its value is a secret, in any spelling.</summary>
    public static bool IsSecretName(string name)
    {
        var bare = name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return Array.Exists(SecretWords, word => bare.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether a field's name says that a recording, or its address, is its value, in any spelling.</summary>
    public static bool IsRecordingName(string name) => name.Contains("recording", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// An address without its query, fragment and user, where signatures and passwords stand; of addresses inside any other text, the
    /// values that are named like secrets are taken out.
    /// </summary>
    public static string? WithoutSecrets(string? text) =>
        text is null
            ? null
            : WithoutQuery(text) ?? (text.Contains('=', StringComparison.Ordinal) ? QueryValue.Replace(text, WithoutValue) : text);

    /// <summary>
    /// A line without the signatures of pre-signed addresses, whoever wrote them into it: with one of these anybody can fetch what is
    /// signed. The tokens of links that a user asked for stay.
    /// </summary>
    public static string WithoutSignatures(string line) =>
        line.Contains("://", StringComparison.Ordinal) && line.Contains('=', StringComparison.Ordinal)
            ? QueryValue.Replace(line, WithoutSignature)
            : line;

    private static string WithoutSignature(Match value)
    {
        var name = value.Groups["name"].Value;
        return name is "sig" || Array.Exists(SignatureWords, word => name.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? $"{value.Groups["mark"].Value}{name}={Mark}"
            : value.Value;
    }

    private static string? WithoutQuery(string address) =>
        address.Contains(':', StringComparison.Ordinal)
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" or "ws" or "wss"
        && (uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
            ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : null;

    private static string WithoutValue(Match value)
    {
        var name = value.Groups["name"].Value;
        return IsSecretName(name) || name is "sig" or "key" or "auth" ? $"{value.Groups["mark"].Value}{name}={Mark}" : value.Value;
    }
}
