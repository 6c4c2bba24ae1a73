using System.Text;
using System.Xml;
using System.Xml.Linq;
using Cekura.Manifests.Text;
using Cekura.Slips;

namespace Cekura.Manifests.Settings;

/// <summary>A <c>cekura.runsettings</c> as it stands on disk.</summary>
internal static class SettingsFile
{
    private const int MaxBytes = 1024 * 1024;

    private static readonly Dictionary<string, string?> NoEnvironment = [];

    /// <summary>
    /// What is wrong in section <c>Cekura</c>, each with its place; a file that cannot be read, or is no XML, is one problem. Never throws
    /// for what a file can be.
    /// </summary>
    internal static IReadOnlyList<ManifestDiagnostic> Check(string path)
    {
        try
        {
            var root = Load(path);
            return
            [
                .. SettingsSection.Read(root).SelectMany(setting => Check(setting, path)),
                .. MisplacedSetting.In(root).Select(misplaced => misplaced.At(path)),
            ];
        }
        catch (XmlException exception)
        {
            var location = new SourceLocation(path, Math.Max(1, exception.LineNumber), Math.Max(1, exception.LinePosition));
            return
            [
                new ManifestDiagnostic(
                    DiagnosticCodes.SettingsNotXml,
                    DiagnosticSeverity.Error,
                    $"The settings are not XML: {Slip(path, exception.LineNumber, exception.LinePosition) ?? exception.Message}",
                    location
                ),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return
            [
                new ManifestDiagnostic(
                    DiagnosticCodes.SettingsNotXml,
                    DiagnosticSeverity.Error,
                    $"The settings cannot be read: {exception.Message}",
                    new SourceLocation(path, 1, 1)
                ),
            ];
        }
    }

    /// <summary>What the file alone says, without the environment; the defaults when it has errors.</summary>
    internal static CekuraSettings Read(string? path) =>
        SettingsReader.Read(Values(path), NoEnvironment, config: null, Path.GetDirectoryName(path)).Settings ?? new CekuraSettings();

    /// <summary>The settings by name, the last of a name wins; empty without a file that can be read.</summary>
    public static IReadOnlyDictionary<string, string?> Values(string? path)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        try
        {
            foreach (var setting in path is { Length: > 0 } ? SettingsSection.Read(Load(path)) : [])
            {
                values[setting.Key] = setting.Text;
            }
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            values.Clear();
        }

        return values;
    }

    // Of these the parser says "Name cannot begin with the '<' character", and of the other that it expects a quote.
    private static string? Slip(string path, int line, int column)
    {
        if (TextFile.Read(path, MaxBytes).Text is not { } bytes)
        {
            return null;
        }

        var text = bytes.Span;
        for (var number = 1; number <= line; number++)
        {
            var end = text.IndexOf((byte)'\n') is >= 0 and var found ? found : text.Length;
            var current = text[..end];
            if (JsonSlip.IsMergeMark(current))
            {
                return JsonSlip.MergeMark(number);
            }

            if (number == line && Encoding.UTF8.GetString(current) is var shown && column >= 1 && column <= shown.Length)
            {
                return JsonSlip.TypographicQuote(Rune.TryGetRuneAt(shown, column - 1, out var rune) ? rune : default);
            }

            text = text[Math.Min(end + 1, text.Length)..];
        }

        return null;
    }

    private static XElement Load(string path)
    {
        using var reader = new ShallowXmlReader(XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit }));
        return XElement.Load(reader, LoadOptions.SetLineInfo);
    }

    // One setting at a time, because the reader does not know in which line each of them stands. Whether one has an effect depends on
    // others, and on the environment and the command line: the run says it.
    private static IEnumerable<ManifestDiagnostic> Check((string Key, string Text, XElement Element) setting, string path)
    {
        var line = (IXmlLineInfo)setting.Element;
        var value = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { [setting.Key] = setting.Text };
        return SettingsReader
            .Read(value, NoEnvironment, config: null, Path.GetDirectoryName(path))
            .Diagnostics.Where(diagnostic => diagnostic.Code != DiagnosticCodes.SettingWithoutEffect)
            .Select(diagnostic => new ManifestDiagnostic(
                diagnostic.Code,
                diagnostic.Severity,
                diagnostic.Message,
                new SourceLocation(path, line.LineNumber, line.LinePosition)
            ));
    }
}
