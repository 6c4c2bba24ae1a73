using System.Collections.ObjectModel;
using System.Xml;
using System.Xml.Linq;

namespace Cekura.Runs.Settings;

/// <summary>What the adapter reads of the run settings: its own section and a few values of the platform.</summary>
/// <param name="Cekura">Keys of the section <c>Cekura</c>, compared ignoring case; those of nested elements are joined by dots.</param>
/// <param name="Directory">Folder of the settings file, absolute, the base of relative paths; null without a file, and when the platform does not tell it.</param>
/// <param name="ResultsDirectory">Where results and attachments go; null when the platform names none.</param>
internal sealed record RunSettingsDocument(IReadOnlyDictionary<string, string?> Cekura, string? Directory, string? ResultsDirectory)
{
    /// <summary>Line and column of each key, both from 1.</summary>
    public IReadOnlyDictionary<string, (int Line, int Column)> Places { get; private init; } = ReadOnlyDictionary<string, (int Line, int Column)>.Empty;

    /// <summary>Whether a test explorer asked, and not a command line.</summary>
    public bool IsForExplorer { get; private init; }

    /// <summary>After what time the platform ends the test process.</summary>
    public PlatformLimits Limits { get; private init; } = PlatformLimits.None;

    /// <summary>Reads the XML that the platform hands over; it is valid XML or null.</summary>
    public static RunSettingsDocument Parse(string? xml)
    {
        var section = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (string.IsNullOrWhiteSpace(xml))
        {
            return new RunSettingsDocument(section, null, null);
        }

        using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var root = XElement.Load(reader, LoadOptions.SetLineInfo);
        var places = new Dictionary<string, (int, int)>(StringComparer.OrdinalIgnoreCase);

        // "-- cekura.Mode=text" makes a second section beside "Cekura"; the later one is the command line's, so it wins.
        foreach (var value in SettingsSection.Read(root))
        {
            section[value.Key] = value.Element.Value.Trim();
            places[value.Key] = (((IXmlLineInfo)value.Element).LineNumber, ((IXmlLineInfo)value.Element).LinePosition);
        }

        return new RunSettingsDocument(
            section,
            // dotnet vstest hands over a relative one as it was typed, relative to a folder that nobody here knows.
            root.Elements().FirstOrDefault(e => Named(e, "RunSettingsDirectory"))?.Value is { } directory && Path.IsPathRooted(directory) ? directory : null,
            Configuration(root, "ResultsDirectory"))
        {
            Places = places,
            IsForExplorer = bool.TryParse(Configuration(root, "DesignMode"), out var isDesignMode) && isDesignMode,
            Limits = PlatformLimits.Read(root),
        };
    }

    /// <summary>Reads a settings file; null when there is none, or none that the platform could have read.</summary>
    public static RunSettingsDocument? TryLoad(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
        {
            return null;
        }
    }

    private static string? Configuration(XElement root, string name) =>
        root.Elements().FirstOrDefault(e => Named(e, "RunConfiguration"))?.Elements().FirstOrDefault(e => Named(e, name))?.Value;

    private static bool Named(XElement element, string name) => string.Equals(element.Name.LocalName, name, StringComparison.OrdinalIgnoreCase);
}
