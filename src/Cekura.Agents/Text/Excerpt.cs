namespace Cekura.Agents.Text;

/// <summary>What an agent wrote, as messages show it: on one line, cut, in quotes.</summary>
internal static class Excerpt
{
    private const int MaxLength = 160;

    public static string Of(string text, int maxLength = MaxLength)
    {
        var trimmed = text.Trim();
        var length = Math.Min(trimmed.Length, maxLength);
        length -= length > 0 && char.IsHighSurrogate(trimmed[length - 1]) ? 1 : 0;
        return $"\"{string.Concat(trimmed[..length].Select(Shown))}{(length < trimmed.Length ? "..." : "")}\"";
    }

    private static char Shown(char letter) => char.IsControl(letter) ? ' ' : letter;
}
