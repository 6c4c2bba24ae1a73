namespace Cekura.Manifests.Text;

/// <summary>
/// The user's home folder, where there is one. Where there is none, nothing takes its place: a key in the current folder would be a key in
/// a checkout.
/// </summary>
internal static class HomeFolder
{
    /// <summary>What to say when something is to be kept in a home folder that is none.</summary>
    public const string Missing =
        "There is no home folder: HOME (on Windows USERPROFILE) is not set, or names no folder that exists. Set it.";

    // Nobody reads or writes a path that begins so; messages show it.
    private const string None = "~";

    /// <summary>The home folder of whoever runs this process; empty when there is none.</summary>
    public static string Find() =>
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is var found && Path.IsPathFullyQualified(found) ? found : "";

    /// <summary>A path in a home folder; one that <see cref="Has"/> denies when there is no such folder.</summary>
    public static string PathIn(string home, params ReadOnlySpan<string> parts) => Path.Combine([home.Length == 0 ? None : home, .. parts]);

    /// <summary>Whether a path can be looked at and written: it does not depend on the current folder.</summary>
    public static bool Has(string path) => Path.IsPathFullyQualified(path);

    /// <exception cref="IOException">The path is in no folder.</exception>
    public static void Require(string path)
    {
        if (!Has(path))
        {
            throw new IOException(Missing);
        }
    }
}
