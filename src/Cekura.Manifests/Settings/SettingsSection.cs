using System.Xml.Linq;

namespace Cekura.Manifests.Settings;

/// <summary>The section <c>Cekura</c> of a run settings file.</summary>
internal static class SettingsSection
{
    /// <summary>Its name.</summary>
    public const string Name = "Cekura";

    /// <summary>The section of the parameters of tests.</summary>
    public const string ParameterSection = "TestRunParameters";

    /// <summary>Each of them.</summary>
    public const string Parameter = "Parameter";

    /// <summary>What parameters of tests start with that are settings.</summary>
    public const string ParameterPrefix = "Cekura.";

    // A key leads to a mode, an option and its part; what is nested deeper is no key of ours, and no reason to run out of stack.
    private const int Deepest = 8;

    /// <summary>
    /// Every setting in the order of the file; those of nested elements have their names joined by dots, as on the command line
    /// (<c>Options.text.websocket_url</c>). Names of sections are compared ignoring case, and there may be several: a later one is the
    /// command line's. Parameters of tests that are called as a setting is on the command line (<c>Cekura.MaxRuns</c>) come last, because
    /// they are mostly typed.
    /// </summary>
    /// <param name="root">The root of the file.</param>
    public static IEnumerable<(string Key, string Text, XElement Element)> Read(XElement root)
    {
        ArgumentNullException.ThrowIfNull(root);
        return Sections(root)
            .Elements()
            .SelectMany(element => Leaves(element, element.Name.LocalName, depth: 1))
            .Select(leaf => (leaf.Key, leaf.Element.Value.Trim(), leaf.Element))
            .Concat(
                Parameters(root)
                    .Where(parameter => parameter.Name.StartsWith(ParameterPrefix, StringComparison.OrdinalIgnoreCase))
                    .Select(parameter => (parameter.Name[ParameterPrefix.Length..], parameter.Value.Trim(), parameter.Element))
            );
    }

    /// <summary>The sections themselves.</summary>
    public static IEnumerable<XElement> Sections(XElement root) => root.Elements().Where(section => Same(section, Name));

    /// <summary>Parameters of tests.</summary>
    public static IEnumerable<(string Name, string Value, XElement Element)> Parameters(XElement root) =>
        root.Elements()
            .Where(section => Same(section, ParameterSection))
            .Elements()
            .Where(element => Same(element, Parameter))
            .Select(element => ((string?)element.Attribute("name") ?? "", (string?)element.Attribute("value") ?? "", element));

    /// <summary>Whether an element has a name, ignoring case.</summary>
    public static bool Same(XElement element, string name) => element.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(string Key, XElement Element)> Leaves(XElement element, string key, int depth) =>
        element.HasElements && depth < Deepest
            ? element.Elements().SelectMany(child => Leaves(child, $"{key}.{child.Name.LocalName}", depth + 1))
            : [(key, element)];
}
