namespace Cekura.Manifests.Manifest;

/// <summary>How a manifest is called that gives itself no name.</summary>
internal static class ManifestName
{
    /// <summary><c>booking.cekura.json</c> is called <c>booking</c>, <c>cekura.json</c> is called <c>cekura</c>.</summary>
    public static string Default(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        const string Suffix = ".cekura";
        return name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) ? name[..^Suffix.Length] : name;
    }
}
