using System.Collections.Frozen;
using System.Xml.Linq;

namespace Cekura.Manifests.Settings;

/// <summary>What the build of a test project tells of the run that it starts, as a section of the run's settings.</summary>
/// <param name="SettingsFile">The settings file that was named, absolute; null: none.</param>
/// <param name="Typed">Keys of section <c>Cekura</c> that were typed; compared ignoring case.</param>
internal sealed record TestInvocation(string? SettingsFile, IReadOnlySet<string> Typed)
{
    /// <summary>Name of the section. The build files write it.</summary>
    public const string Section = "CekuraRun";

    /// <summary>Reads the section; null without one.</summary>
    public static TestInvocation? Read(XElement root)
    {
        if (
            root.Elements().FirstOrDefault(element => SettingsSection.Same(element, Section)) is not { } section
            || section.Element("Typed") is not { } typed
        )
        {
            return null;
        }

        var names = typed
            .Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(name => name.StartsWith(SettingsSection.ParameterPrefix, StringComparison.OrdinalIgnoreCase))
            .Select(name => name[SettingsSection.ParameterPrefix.Length..]);
        return new TestInvocation(
            section.Element("SettingsFile")?.Value is { Length: > 0 } path ? path : null,
            names.ToFrozenSet(StringComparer.OrdinalIgnoreCase)
        );
    }
}
