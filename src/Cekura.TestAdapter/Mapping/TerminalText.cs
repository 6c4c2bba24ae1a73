namespace Cekura.TestAdapter.Mapping;

/// <summary>
/// Texts as "dotnet test" passes them on to a terminal. On the way there a line break is four exclamation marks, so that a line that ends
/// with one would give it to the next line. A space behind it keeps it.
/// </summary>
internal static class TerminalText
{
    private const string Broken = "!\n";
    private const string Kept = "! \n";

    /// <summary>The text with every exclamation mark where it belongs.</summary>
    public static string Of(string text)
    {
        var whole = text.Contains(Broken, StringComparison.Ordinal) ? text.Replace(Broken, Kept, StringComparison.Ordinal) : text;
        return whole.EndsWith('!') ? whole + ' ' : whole;
    }
}
