namespace Cekura.Emulator.Seed;

/// <summary>The form of a name that suites refer to.</summary>
internal static class Slug
{
    /// <summary><c>Says "Hello" first</c> becomes <c>says_hello_first</c>.</summary>
    public static string Of(string name) =>
        string.Join(
            '_',
            new string([.. name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')]).Split(
                ' ',
                StringSplitOptions.RemoveEmptyEntries
            )
        );
}
