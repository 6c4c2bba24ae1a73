using System.Globalization;
using Cekura.Manifests.Cases;

namespace Cekura.TestHost;

/// <summary>A trait of a test, by which explorers group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, for people.</param>
internal sealed record CaseTrait(string Name, string Value)
{
    public const string Scenario = "Scenario";

    public const string Personality = "Personality";

    public const string TestProfile = "TestProfile";

    public const string Mode = "Mode";

    /// <summary>The traits of a test.</summary>
    public static List<CaseTrait> Of(ScenarioCase scenarioCase)
    {
        List<CaseTrait> traits = [new(Scenario, ScenarioOf(scenarioCase)), new(Mode, scenarioCase.Mode)];
        if (scenarioCase.PersonalityName is { } personality)
        {
            traits.Add(new(Personality, scenarioCase.PersonalityId is { } id ? Named(personality, id) : personality));
        }

        if (scenarioCase is { TestProfileName: { } profile, TestProfileId: { } profileId })
        {
            traits.Add(new(TestProfile, Named(profile, profileId)));
        }

        return traits;
    }

    private static string ScenarioOf(ScenarioCase scenarioCase) =>
        scenarioCase.SuiteEntry switch
        {
            null => Named(scenarioCase.ScenarioName, scenarioCase.ScenarioId),
            { Key: { } key, Name: var name } => $"{name} ({key})",
            var entry => entry.Name,
        };

    private static string Named(string name, long id) => string.Create(CultureInfo.InvariantCulture, $"{name} ({id})");
}
