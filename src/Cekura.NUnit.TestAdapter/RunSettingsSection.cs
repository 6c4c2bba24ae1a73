using System.Xml;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;

namespace Cekura.NUnit.TestAdapter;

/// <summary>
/// NUnit's adapter hands no run settings to tests. The test platform hands each section of them to a provider that asks for it by name, in
/// the process of the tests and before anything else; the sections that Cekura.NUnit reads are kept for it.
/// </summary>
internal abstract class RunSettingsSection : ISettingsProvider
{
    private const string Kept = "Cekura.RunSettings";

    private static readonly List<(string Name, string Xml)> Sections = [];

    /// <inheritdoc/>
    public void Load(XmlReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.MoveToContent();
        var name = reader.Name;
        var xml = reader.ReadOuterXml();
        lock (Sections)
        {
            // Each section comes once a run, and a process may see several runs.
            if (Sections.Exists(section => section.Name == name))
            {
                Sections.Clear();
            }

            Sections.Add((name, xml));
            AppContext.SetData(Kept, $"<RunSettings>{string.Concat(Sections.Select(section => section.Xml))}</RunSettings>");
        }
    }

    [SettingsName("Cekura")]
    private sealed class Settings : RunSettingsSection;

    // "-- cekura.Mode=text" makes a section of this name.
    [SettingsName("cekura")]
    private sealed class LowerCaseSettings : RunSettingsSection;

    [SettingsName("CekuraRun")]
    private sealed class Invocation : RunSettingsSection;

    [SettingsName("RunSettingsDirectory")]
    private sealed class FileDirectory : RunSettingsSection;

    [SettingsName("RunConfiguration")]
    private sealed class Configuration : RunSettingsSection;

    [SettingsName("TestRunParameters")]
    private sealed class Parameters : RunSettingsSection;
}
