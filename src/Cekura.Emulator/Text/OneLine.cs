namespace Cekura.Emulator.Text;

/// <summary>Texts of agents and authors inside a sentence of a verdict.</summary>
internal static class OneLine
{
    /// <summary>The text in one line, cut to a length.</summary>
    public static string Of(string text, int maxLength)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= maxLength ? line : line[..(char.IsHighSurrogate(line[maxLength - 1]) ? maxLength - 1 : maxLength)] + "…";
    }
}
