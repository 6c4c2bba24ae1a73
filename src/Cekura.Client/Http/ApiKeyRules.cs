namespace Cekura.Client;

/// <summary>Checks the key before anything is sent. Messages never repeat it.</summary>
internal static class ApiKeyRules
{
    public static string Check(string? key)
    {
        var trimmed = key?.Trim();
        if (string.IsNullOrEmpty(trimmed))
        {
            throw new CekuraConfigurationException(
                "Cekura: no API key. Set CEKURA_API_KEY, or store one with \"cekura auth login --api-key -\"."
            );
        }

        return trimmed.All(character => character is > ' ' and <= '~')
            ? trimmed
            : throw new CekuraConfigurationException(
                "Cekura: the API key has spaces, line breaks or characters outside ASCII, which no key has. Copy it again, and set CEKURA_API_KEY to it alone."
            );
    }
}
