using System.Xml.Linq;
using Cekura.Documentation.Tests.Reading;
using Cekura.Manifests.Settings;

namespace Cekura.Documentation.Tests.Code;

/// <summary>XML of a page: settings are read as such, projects ask for the version of this checkout.</summary>
internal static class XmlBlock
{
    /// <summary>What is wrong with it, or null.</summary>
    public static string? Problem(string text)
    {
        // Elements without one around them are shown as they stand in a project or a settings file.
        var root = XElement.Parse($"<Shown>{text}</Shown>", LoadOptions.None);
        var wrong = root.Descendants("PackageReference")
            .FirstOrDefault(reference =>
                ((string?)reference.Attribute("Include"))?.StartsWith("Cekura.", StringComparison.Ordinal) == true
                && (string?)reference.Attribute("Version") != DocumentationFiles.Version
            );
        return wrong is not null
            ? $"{wrong}: the version is {DocumentationFiles.Version}."
            : root.Descendants("Cekura")
                .Select(section => Settings(new XElement("RunSettings", section)))
                .FirstOrDefault(problem => problem is not null);
    }

    private static string? Settings(XElement settings)
    {
        var values = SettingsSection
            .Read(settings)
            .ToDictionary(setting => setting.Key, setting => (string?)setting.Element.Value.Trim(), StringComparer.OrdinalIgnoreCase);
        var read = SettingsReader.Read(values, new Dictionary<string, string?>(), config: null, baseDirectory: null);
        return read.Diagnostics.Count == 0 ? null : string.Join('\n', read.Diagnostics);
    }
}
