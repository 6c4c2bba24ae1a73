namespace Cekura.Emulator.Text;

/// <summary>Typographic characters in their plain form, so that an agent's <c>What’s</c> is an author's <c>What's</c>.</summary>
internal static class Typography
{
    /// <summary>The same text with straight quotes and ordinary spaces.</summary>
    public static string Plain(string text) =>
        text.Replace('\u2018', '\'')
            .Replace('\u2019', '\'')
            .Replace('\u201C', '"')
            .Replace('\u201D', '"')
            .Replace('\u00A0', ' ')
            .Replace('\u202F', ' ');
}
