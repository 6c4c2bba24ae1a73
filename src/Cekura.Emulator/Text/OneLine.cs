namespace Cekura.Emulator.Text;

/// <summary>Texts of agents and authors inside a sentence of a verdict.</summary>
internal static class OneLine
{
    /// <summary>The text in one line, cut to a length.</summary>
    public static string Of(string text, int longest)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= longest ? line : line[..(char.IsHighSurrogate(line[longest - 1]) ? longest - 1 : longest)] + "…";
    }
}
