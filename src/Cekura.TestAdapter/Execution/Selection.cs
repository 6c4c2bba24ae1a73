using Cekura.Manifests.Cases;
using Cekura.Manifests.Discovery;
using Cekura.TestAdapter.Filtering;
using Cekura.TestAdapter.Mapping;
using Cekura.TestHost;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace Cekura.TestAdapter.Execution;

/// <summary>Finds the cases that a run asks for: all of a source that pass the filter, or the tests that were picked.</summary>
internal sealed class Selection(IRunContext? context, IFrameworkHandle handle)
{
    private readonly SettingsEnvironment _environment = SettingsEnvironment.Read();

    public IEnumerable<SelectedSource> BySource(IEnumerable<string> sources)
    {
        var filter = CaseFilter.From(context);
        foreach (var source in sources)
        {
            if (Load(source) is { } contents)
            {
                Func<ScenarioCase, TestCase> testOf = TestCaseMapper.For(contents).ToTestCase;
                bool IsWanted(ScenarioCase scenarioCase) => filter.Matches(scenarioCase, testOf);
                var selected = SelectedProject.Filtered(contents, IsWanted);
                TellNothingMatched(selected, filter);
                yield return new SelectedSource(selected, testOf);
            }
        }
    }

    public IEnumerable<SelectedSource> ByTestCase(IEnumerable<TestCase> tests)
    {
        foreach (var group in tests.GroupBy(test => test.Source))
        {
            // A test that was picked twice, as by itself and with its group, runs once.
            var wanted = group
                .DistinctBy(test => test.FullyQualifiedName, StringComparer.Ordinal)
                .ToDictionary(test => test.FullyQualifiedName, StringComparer.Ordinal);
            var found = new HashSet<string>(wanted.Count);
            var contents = Load(group.Key);
            if (contents is not null)
            {
                // The platform's own objects go back into the results, so that its properties survive.
                yield return new SelectedSource(
                    SelectedProject.Picked(contents, scenarioCase =>
                        wanted.ContainsKey(scenarioCase.FullyQualifiedName) && found.Add(scenarioCase.FullyQualifiedName)
                    ),
                    scenarioCase => wanted[scenarioCase.FullyQualifiedName]
                );
            }

            foreach (var lost in wanted.Values.Where(test => !found.Contains(test.FullyQualifiedName)))
            {
                ReportLost(lost, contents);
            }
        }
    }

    private TestProject? Load(string source)
    {
        return TestProject.Load(source, context?.RunSettings?.SettingsXml, _environment, (severity, text) =>
            handle.SendMessage(MessageMapper.ToLevel(severity), text)
        );
    }

    private void TellNothingMatched(SelectedProject selected, CaseFilter filter)
    {
        if (selected.IsEmpty && filter.NothingMatched(selected.Contents) is { } nothing)
        {
            // A warning: of several projects a filter often means only one.
            handle.SendMessage(TestMessageLevel.Warning, nothing);
        }
    }

    private void ReportLost(TestCase test, TestProject? contents)
    {
        var why = TestProject.WhyLost(contents, test.FullyQualifiedName);
        handle.RecordStart(test);
        handle.RecordEnd(test, TestOutcome.Failed);
        handle.RecordResult(
            new TestResult(test)
            {
                Outcome = TestOutcome.Failed,
                DisplayName = test.DisplayName,
                ErrorMessage = why,
            }
        );
    }
}

/// <summary>A test dll with what was selected of it.</summary>
/// <param name="Selected">What was selected.</param>
/// <param name="TestOf">The platform's test for a case: thousands of them, with all that belongs to each, are not there before they are
/// needed.</param>
internal sealed record SelectedSource(SelectedProject Selected, Func<ScenarioCase, TestCase> TestOf);
