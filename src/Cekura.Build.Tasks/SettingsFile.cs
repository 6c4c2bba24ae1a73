using System.Xml;
using System.Xml.Linq;
using Cekura.Runs.Manifest;
using Cekura.Runs.Settings;

namespace Cekura.Build.Tasks;

/// <summary>A <c>cekura.runsettings</c> as it stands on disk.</summary>
internal static class SettingsFile
{
    private static readonly Dictionary<string, string?> NoEnvironment = [];

    /// <summary>What is wrong in section <c>Cekura</c>, each with its place. A file that is gone has nothing wrong.</summary>
    public static IReadOnlyList<ManifestDiagnostic> Check(string path)
    {
        try
        {
            return [.. Section(path).SelectMany(setting => Check(setting, path))];
        }
        catch (XmlException exception)
        {
            var location = new SourceLocation(path, Math.Max(1, exception.LineNumber), Math.Max(1, exception.LinePosition));
            return [new ManifestDiagnostic(DiagnosticCodes.SettingsNotXml, DiagnosticSeverity.Error, $"The settings are not XML: {exception.Message}", location)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [new ManifestDiagnostic(DiagnosticCodes.SettingsNotXml, DiagnosticSeverity.Error, $"The settings cannot be read: {exception.Message}", new SourceLocation(path, 1, 1))];
        }
    }

    /// <summary>The settings by name, the last of a name wins; empty for a file that cannot be read.</summary>
    public static IReadOnlyDictionary<string, string?> Values(string? path)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (path is not { Length: > 0 })
        {
            return values;
        }

        foreach (var setting in Section(path))
        {
            values[setting.Name.LocalName] = setting.Value.Trim();
        }

        return values;
    }

    private static List<XElement> Section(string path)
    {
        using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return
        [
            .. XElement.Load(reader, LoadOptions.SetLineInfo).Elements()
                .Where(element => element.Name.LocalName.Equals("Cekura", StringComparison.OrdinalIgnoreCase))
                .Elements(),
        ];
    }

    // One setting at a time, because the reader does not know in which line each of them stands.
    private static IEnumerable<ManifestDiagnostic> Check(XElement setting, string path)
    {
        var line = (IXmlLineInfo)setting;
        var value = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { [setting.Name.LocalName] = setting.Value.Trim() };
        return SettingsReader.Read(value, NoEnvironment, config: null, Path.GetDirectoryName(path)).Diagnostics
            .Select(diagnostic => new ManifestDiagnostic(
                diagnostic.Code, diagnostic.Severity, diagnostic.Message, new SourceLocation(path, line.LineNumber, line.LinePosition)));
    }
}
