using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Cekura.Manifests.Settings;

/// <summary>The one-line strings of TOML 1.0: basic ("…", with escapes) and literal ('…', without).</summary>
internal static class TomlString
{
    /// <summary>Reads a value and allows a comment behind it.</summary>
    public static bool TryParse(string value, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (
            value.Length < 2
            || value[0] is not ('"' or '\'')
            || value.StartsWith("\"\"\"", StringComparison.Ordinal)
            || value.StartsWith("'''", StringComparison.Ordinal)
        )
        {
            return false;
        }

        var quote = value[0];
        var content = new StringBuilder();
        for (var index = 1; index < value.Length; index++)
        {
            if (value[index] == quote)
            {
                var rest = value.AsSpan(index + 1).TrimStart();
                text = content.ToString();
                return rest.IsEmpty || rest[0] == '#';
            }

            if (quote == '"' && value[index] == '\\')
            {
                if (!TryUnescape(value, ref index, content))
                {
                    return false;
                }
            }
            else
            {
                content.Append(value[index]);
            }
        }

        return false;
    }

    /// <summary>Reads the escape at the index and leaves the index on its last character.</summary>
    private static bool TryUnescape(string value, ref int index, StringBuilder content)
    {
        index++;
        switch (index < value.Length ? value[index] : '\0')
        {
            case 'b':
                content.Append('\b');
                return true;
            case 't':
                content.Append('\t');
                return true;
            case 'n':
                content.Append('\n');
                return true;
            case 'f':
                content.Append('\f');
                return true;
            case 'r':
                content.Append('\r');
                return true;
            case '"':
                content.Append('"');
                return true;
            case '\\':
                content.Append('\\');
                return true;
            case 'u':
                return TryRune(value, ref index, 4, content);
            case 'U':
                return TryRune(value, ref index, 8, content);
            default:
                return false;
        }
    }

    private static bool TryRune(string value, ref int index, int digits, StringBuilder content)
    {
        if (
            index + digits >= value.Length
            || !uint.TryParse(value.AsSpan(index + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || !Rune.IsValid(code)
        )
        {
            return false;
        }

        content.Append(new Rune(code).ToString());
        index += digits;
        return true;
    }
}
