using System.Globalization;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Cases;

/// <summary>The properties of a case by which filters select.</summary>
internal static class CaseProperties
{
    private static readonly Dictionary<string, Func<ScenarioCase, string[]>> Readers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["FullyQualifiedName"] = scenarioCase => [scenarioCase.FullyQualifiedName],
        ["Name"] = scenarioCase => [scenarioCase.DisplayName, scenarioCase.ScenarioName],
        ["DisplayName"] = scenarioCase => [scenarioCase.DisplayName],
        ["TestCategory"] = scenarioCase => [.. scenarioCase.Tags],
        ["Folder"] = scenarioCase => scenarioCase.Folder is { } folder ? [folder] : [],
        ["Scenario"] = scenarioCase =>
            scenarioCase.SuiteEntry is { } entry
                ? entry.Key is { } key
                    ? [entry.Name, key]
                    : [entry.Name]
                : NameAndId(scenarioCase.ScenarioName, scenarioCase.ScenarioId),
        ["Personality"] = scenarioCase => NameAndId(scenarioCase.PersonalityName, scenarioCase.PersonalityId),
        ["TestProfile"] = scenarioCase => NameAndId(scenarioCase.TestProfileName, scenarioCase.TestProfileId),
        ["Mode"] = scenarioCase => [scenarioCase.Mode],
    };

    // What manifests, settings and other frameworks call them.
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Category"] = "TestCategory",
        ["Tag"] = "TestCategory",
        ["Tags"] = "TestCategory",
        ["FolderPath"] = "Folder",
        ["ScenarioIds"] = "Scenario",
        ["PersonalityIds"] = "Personality",
        ["TestProfileIds"] = "TestProfile",
    };

    /// <summary>Their names; case does not matter.</summary>
    public static IReadOnlyCollection<string> Names => Readers.Keys;

    /// <summary>A sentence for a name that is none of them: the one that was meant, or else all of them.</summary>
    public static string Advice(string name) => NearestName.Advice(OtherNames.GetValueOrDefault(name, name), Names);

    /// <summary>
    /// Whether tests of other frameworks have the property as well. Its values mean ours sooner in a project that has no other tests.
    /// </summary>
    public static bool IsShared(string name, bool hasOthers) =>
        name.Equals("FullyQualifiedName", StringComparison.OrdinalIgnoreCase)
        || (
            hasOthers
            && (
                name.Equals("Name", StringComparison.OrdinalIgnoreCase)
                || name.Equals("DisplayName", StringComparison.OrdinalIgnoreCase)
                || name.Equals("TestCategory", StringComparison.OrdinalIgnoreCase)
            )
        );

    /// <summary>The values that a case has: none, one, or several of which any may match. Empty for a name that is none.</summary>
    public static IReadOnlyList<string> ValuesOf(ScenarioCase scenarioCase, string name) =>
        Readers.TryGetValue(name, out var read) ? read(scenarioCase) : [];

    private static string[] NameAndId(string? name, long? id) =>
        id is { } number ? [name ?? "", number.ToString(CultureInfo.InvariantCulture)]
        : name is null ? []
        : [name];
}
