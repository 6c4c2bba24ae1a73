using System.Globalization;
using Cekura.Runs.Plan;
using Cekura.Runs.TestProjects;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace Cekura.TestAdapter.Mapping;

/// <summary>From a case of the manifest to a test of the platform.</summary>
/// <param name="source">The test dll.</param>
/// <param name="hasTraits">
/// Whether tests carry traits. Test explorers group by them. A command line shows them nowhere, its filter asks the case, and the platform
/// takes longer to pass a trait on than everything else about a test.
/// </param>
internal sealed class TestCaseMapper(string source, bool hasTraits)
{
    public static TestCaseMapper For(ProjectContents contents) => new(contents.Container.Source, contents.RunSettings.IsForExplorer);

    public TestCase ToTestCase(ScenarioCase scenarioCase)
    {
        var testCase = new TestCase(scenarioCase.FullyQualifiedName, CekuraTestAdapter.Executor, source)
        {
            DisplayName = scenarioCase.DisplayName,
            CodeFilePath = scenarioCase.Location.Path,
            LineNumber = scenarioCase.Location.Line,
        };

        if (hasTraits)
        {
            // All at once: the platform makes a new list each time.
            testCase.Traits.AddRange(TraitsOf(scenarioCase));
        }

        if (scenarioCase.Tags.Count > 0)
        {
            testCase.SetPropertyValue(TestProperties.Category, scenarioCase.Tags.ToArray(), CultureInfo.InvariantCulture);
        }

        return testCase;
    }

    private static List<Trait> TraitsOf(ScenarioCase scenarioCase)
    {
        List<Trait> traits = [new(TestProperties.Scenario, ScenarioOf(scenarioCase)), new(TestProperties.Mode, scenarioCase.Mode)];
        if (scenarioCase.PersonalityName is { } personality)
        {
            traits.Add(new(TestProperties.Personality, scenarioCase.PersonalityId is { } id ? TestName(personality, id) : personality));
        }

        if (scenarioCase is { TestProfileName: { } profile, TestProfileId: { } profileId })
        {
            traits.Add(new(TestProperties.TestProfile, TestName(profile, profileId)));
        }

        return traits;
    }

    private static string ScenarioOf(ScenarioCase scenarioCase) => scenarioCase.SuiteEntry switch
    {
        null => TestName(scenarioCase.ScenarioName, scenarioCase.ScenarioId),
        { Key: { } key, Name: var name } => $"{name} ({key})",
        var entry => entry.Name,
    };

    private static string TestName(string name, long id) => string.Create(CultureInfo.InvariantCulture, $"{name} ({id})");
}
