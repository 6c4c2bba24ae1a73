using System.Collections.ObjectModel;
using System.Globalization;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Settings;

/// <summary>What one place says: the command line, or a settings file.</summary>
/// <param name="Name">The file, or what people call the place.</param>
/// <param name="Given">Its settings; names ignore case.</param>
/// <param name="Directory">To what its relative paths are relative.</param>
internal sealed record SettingLayer(string Name, IReadOnlyDictionary<string, string?> Given, string Directory)
{
    /// <summary>What was typed for this run.</summary>
    public const string CommandLine = "command line";

    /// <summary>Its settings that are not empty, each without white space around it.</summary>
    public IReadOnlyDictionary<string, string> Values { get; } = Filled(Given);

    /// <summary>Line and column of settings, both from 1; empty where nobody knows them.</summary>
    public IReadOnlyDictionary<string, (int Line, int Column)> Places { get; init; } =
        ReadOnlyDictionary<string, (int Line, int Column)>.Empty;

    /// <summary>A place that says nothing.</summary>
    public static SettingLayer Empty { get; } = new("", ReadOnlyDictionary<string, string?>.Empty, ".");

    /// <summary>A settings file.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="file">Its content.</param>
    /// <param name="directory">To what its relative paths are relative.</param>
    public static SettingLayer Of(string name, RunSettingsDocument file, string directory) =>
        new(name, file.Cekura, directory) { Places = file.Places };

    /// <summary>The settings that match.</summary>
    public SettingLayer Where(Func<string, bool> isWanted) =>
        new(
            Name,
            Given
                .Where(setting => isWanted(setting.Key))
                .ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.OrdinalIgnoreCase),
            Directory
        )
        {
            Places = Places,
        };

    /// <summary>Where a setting stands, as builds and editors understand it.</summary>
    public string PlaceOf(string key) =>
        Places.TryGetValue(key, out var place) ? new SourceLocation(Name, place.Line, place.Column).ToString() : Name;

    /// <summary>Where a setting stands, in short.</summary>
    public string ShortPlaceOf(string key) =>
        Places.TryGetValue(key, out var place)
            ? string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(Name)}:{place.Line}")
            : Path.GetFileName(Name);

    private static Dictionary<string, string> Filled(IReadOnlyDictionary<string, string?> values)
    {
        var filled = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in values)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                filled[key] = value.Trim();
            }
        }

        return filled;
    }
}
