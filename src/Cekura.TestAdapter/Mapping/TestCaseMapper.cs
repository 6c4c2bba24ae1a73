using System.Globalization;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;
using Cekura.TestHost;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace Cekura.TestAdapter.Mapping;

/// <summary>From a case of the manifest to a test of the platform.</summary>
/// <param name="source">The test dll.</param>
/// <param name="hasTraits">
/// Whether tests carry traits. Test explorers group by them. A command line shows them nowhere, its filter asks the case, and the platform
/// takes longer to pass a trait on than everything else about a test.
/// </param>
/// <param name="suites">Names of the suites, as people write them.</param>
internal sealed class TestCaseMapper(string source, bool hasTraits, IEnumerable<string>? suites = null)
{
    private readonly Dictionary<string, string> _suites = (suites ?? []).DistinctBy(Segment).ToDictionary(Segment, StringComparer.Ordinal);

    public static TestCaseMapper For(TestProject contents) =>
        new(contents.Container.Source, contents.RunSettings.IsForExplorer, contents.Suites.Select(suite => suite.Name));

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
            testCase.Traits.AddRange(CaseTrait.Of(scenarioCase).ConvertAll(trait => new Trait(trait.Name, trait.Value)));
            testCase.SetPropertyValue(TestProperties.Hierarchy, Levels(scenarioCase), CultureInfo.InvariantCulture);
        }

        if (scenarioCase.Tags.Count > 0)
        {
            testCase.SetPropertyValue(TestProperties.Category, scenarioCase.Tags.ToArray(), CultureInfo.InvariantCulture);
        }

        return testCase;
    }

    // The full name has underscores for whatever no identifier holds; people get what they wrote.
    private string[] Levels(ScenarioCase scenarioCase)
    {
        var suite = scenarioCase.FullyQualifiedName.Split('.', 2)[0];
        var folders = (scenarioCase.Folder ?? "").Split(
            ['.', '/', '\\'],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        return
        [
            Path.GetFileNameWithoutExtension(source),
            string.Join(
                '.',
                new[] { _suites.GetValueOrDefault(suite, suite) }
                    .Concat(folders)
                    .Select(level => UntrustedText.Defused(TestName.Line(level)))
            ),
            UntrustedText.Defused(TestName.Line(scenarioCase.ScenarioName)),
            scenarioCase.DisplayName,
        ];
    }

    private static string Segment(string name) => TestName.Segment(name);
}
