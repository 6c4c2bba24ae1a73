namespace Cekura.Manifests.Settings;

/// <summary>A settings file that may be the one that was named for a run.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="Content">What it says.</param>
internal sealed record SettingsFileAt(string Path, RunSettingsDocument Content)
{
    /// <summary>Folder of the file.</summary>
    public string Directory => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Reads it; null when it is no settings file.</summary>
    public static SettingsFileAt? Load(string path) =>
        RunSettingsDocument.TryLoad(path) is { } content ? new SettingsFileAt(System.IO.Path.GetFullPath(path), content) : null;

    /// <summary>Whether it gives a key the value that the run has.</summary>
    public bool Says(string key, RunSettingsDocument merged) =>
        Content.Cekura.TryGetValue(key, out var value) && value == merged.Cekura[key]?.Trim();

    /// <summary>Whether the run has everything that it says, and nothing else.</summary>
    public bool IsSame(RunSettingsDocument merged) =>
        Content.Cekura.Count == merged.Cekura.Count && merged.Cekura.Keys.All(key => Says(key, merged));

    /// <summary>
    /// Whether it can be the file: the platform changes values and adds to a file what was typed, takes nothing away, and leaves the order
    /// as it is.
    /// </summary>
    public bool Fits(RunSettingsDocument merged)
    {
        if (!Content.Sections.Contains(SettingsSection.Name, StringComparer.OrdinalIgnoreCase) && merged.Cekura.Count > merged.Typed.Count)
        {
            return false;
        }

        using var keys = merged.Cekura.Keys.GetEnumerator();
        return Content.Cekura.Keys.All(key => MovesTo(keys, key))
            && Content.Sections.All(section => merged.Sections.Contains(section, StringComparer.OrdinalIgnoreCase));
    }

    private static bool MovesTo(IEnumerator<string> keys, string wanted)
    {
        while (keys.MoveNext())
        {
            if (keys.Current.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
