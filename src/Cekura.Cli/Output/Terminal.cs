namespace Cekura.Cli.Output;

/// <summary>The terminal behind standard output.</summary>
internal static class Terminal
{
    private const int Narrowest = 40;

    /// <summary>Its columns; null when it does not say.</summary>
    public static int? Width()
    {
        try
        {
            return Console.WindowWidth >= Narrowest ? Console.WindowWidth : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
