using System.Xml.Linq;

namespace Cekura.Runs.Settings;

/// <summary>The section <c>Cekura</c> of a run settings file.</summary>
internal static class SettingsSection
{
    private const string Name = "Cekura";

    // A key leads to a mode, an option and its part; what is nested deeper is no key of ours, and no reason to run out of stack.
    private const int Deepest = 8;

    /// <summary>
    /// Every setting in the order of the file; those of nested elements have their names joined by dots, as on the command line
    /// (<c>Options.text.websocket_url</c>). Names of sections are compared ignoring case, and there may be several: a later one is the command line's.
    /// </summary>
    /// <param name="root">The root of the file.</param>
    public static IEnumerable<(string Key, XElement Element)> Read(XElement root)
    {
        ArgumentNullException.ThrowIfNull(root);
        return root.Elements()
            .Where(section => section.Name.LocalName.Equals(Name, StringComparison.OrdinalIgnoreCase))
            .Elements()
            .SelectMany(element => Leaves(element, element.Name.LocalName, depth: 1));
    }

    private static IEnumerable<(string Key, XElement Element)> Leaves(XElement element, string key, int depth) =>
        element.HasElements && depth < Deepest ? element.Elements().SelectMany(child => Leaves(child, $"{key}.{child.Name.LocalName}", depth + 1)) : [(key, element)];
}
