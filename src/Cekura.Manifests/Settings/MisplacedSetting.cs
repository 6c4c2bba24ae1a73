using System.Xml;
using System.Xml.Linq;
using Cekura.Manifests.Modes;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Settings;

/// <summary>A key where none may stand, or a setting where nothing reads it. Never holds a value.</summary>
/// <param name="Code">One of <see cref="DiagnosticCodes"/>.</param>
/// <param name="Message">What is wrong, for people.</param>
/// <param name="Line">Line, from 1; 0 when nobody knows.</param>
/// <param name="Column">Column, from 1; 0 when nobody knows.</param>
internal sealed record MisplacedSetting(string Code, string Message, int Line, int Column)
{
    /// <summary>All of a settings file, or of what the platform makes of it.</summary>
    /// <param name="root">The root of the file.</param>
    public static IEnumerable<MisplacedSetting> In(XElement root) => Keys(root).Concat(NearSections(root)).Concat(Attributes(root));

    /// <summary>The problem in a file.</summary>
    public ManifestDiagnostic At(string path) => new(Code, DiagnosticSeverity.Error, Message, new SourceLocation(path, Line, Column));

    /// <summary>The problem in a place whose lines nobody knows.</summary>
    public SettingsDiagnostic In(string place) => new(Code, DiagnosticSeverity.Error, Message, place);

    private static IEnumerable<MisplacedSetting> Keys(XElement root)
    {
        var variables = root.Elements()
            .Where(section => SettingsSection.Same(section, "RunConfiguration"))
            .Elements()
            .Where(element => SettingsSection.Same(element, "EnvironmentVariables"))
            .Elements()
            .Where(variable => ApiKeyName.IsAmongOthers(variable.Name.LocalName) && !string.IsNullOrWhiteSpace(variable.Value))
            .Select(variable =>
                Of(
                    DiagnosticCodes.KeyInSettings,
                    KeyMessage($"RunConfiguration.EnvironmentVariables sets {Quoted.Bare(variable.Name.LocalName)}"),
                    variable
                )
            );

        // Those that are settings are refused as such.
        var parameters = SettingsSection
            .Parameters(root)
            .Where(parameter =>
                ApiKeyName.IsAmongOthers(parameter.Name)
                && !parameter.Name.StartsWith(SettingsSection.ParameterPrefix, StringComparison.OrdinalIgnoreCase)
            )
            .Select(parameter =>
                Of(
                    DiagnosticCodes.KeyInSettings,
                    KeyMessage($"TestRunParameters has a parameter {Quoted.Text(parameter.Name)}"),
                    parameter.Element
                )
            );
        return variables.Concat(parameters);
    }

    private static IEnumerable<MisplacedSetting> NearSections(XElement root) =>
        root.Elements()
            .Where(section =>
                !SettingsSection.Same(section, SettingsSection.Name)
                && !SettingsSection.Same(section, TestInvocation.Section)
                && NearestName.Of(section.Name.LocalName, [SettingsSection.Name]) is not null
            )
            .Select(section =>
                Of(
                    DiagnosticCodes.SettingsOutOfPlace,
                    $"Section {Quoted.Text(section.Name.LocalName)} is not read. Did you mean \"{SettingsSection.Name}\"? Nothing starts until it is mended or removed.",
                    section
                )
            );

    private static IEnumerable<MisplacedSetting> Attributes(XElement root) =>
        SettingsSection
            .Sections(root)
            .DescendantsAndSelf()
            .SelectMany(element =>
                element
                    .Attributes()
                    .Where(attribute => !attribute.IsNamespaceDeclaration && attribute.Name.Namespace == XNamespace.None)
                    .Select(attribute =>
                        ApiKeyName.Is(attribute.Name.LocalName)
                            ? Of(DiagnosticCodes.KeyInSettings, ApiKeyName.Advice, element)
                            : Of(
                                DiagnosticCodes.SettingsOutOfPlace,
                                $"Attribute {Quoted.Text(attribute.Name.LocalName)} of {Quoted.Text(element.Name.LocalName)} is not read. Settings are elements: <MaxRuns>20</MaxRuns>. Nothing starts until it is mended or removed.",
                                element
                            )
                    )
            );

    private static string KeyMessage(string where) => $"{where}. {ApiKeyName.Advice}";

    private static MisplacedSetting Of(string code, string message, IXmlLineInfo place) =>
        new(code, message, place.LineNumber, place.LinePosition);
}
