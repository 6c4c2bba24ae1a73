using Cekura.Runs.Plan;
using Cekura.TestAdapter.Discovery;
using Cekura.TestAdapter.Filtering;
using Cekura.TestAdapter.Mapping;
using Cekura.TestAdapter.Settings;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace Cekura.TestAdapter.Execution;

/// <summary>Finds the cases that a run asks for: all of a source that pass the filter, or the tests that were picked.</summary>
internal sealed class Selection(IRunContext? context, IFrameworkHandle handle)
{
    private readonly AdapterEnvironment _environment = AdapterEnvironment.Read();

    public IEnumerable<SelectedSource> BySource(IEnumerable<string> sources)
    {
        var filter = CaseFilter.From(context);
        foreach (var source in sources)
        {
            if (Load(source) is { } contents)
            {
                var suites = Suites(contents, (scenarioCase, testCase) => filter.Matches(scenarioCase, testCase) ? testCase : null).ToList();
                TellNothingMatched(contents, suites, filter);
                yield return new SelectedSource(contents, suites);
            }
        }
    }

    public IEnumerable<SelectedSource> ByTestCase(IEnumerable<TestCase> tests)
    {
        foreach (var group in tests.GroupBy(test => test.Source))
        {
            var wanted = group.ToDictionary(test => test.FullyQualifiedName);
            if (Load(group.Key) is { } contents)
            {
                // The platform's own objects go back into the results, so that its properties survive.
                yield return new SelectedSource(contents, [.. Suites(contents, (scenarioCase, _) => wanted.Remove(scenarioCase.FullyQualifiedName, out var test) ? test : null)]);
            }

            foreach (var lost in wanted.Values)
            {
                ReportLost(lost);
            }
        }
    }

    private SourceContents? Load(string source)
    {
        var contents = SourceContents.Load(source, context?.RunSettings?.SettingsXml, _environment);
        contents?.Tell(handle.SendMessage);
        return contents;
    }

    // A warning: of several projects a filter often means only one.
    private void TellNothingMatched(SourceContents contents, List<SelectedSuite> suites, CaseFilter filter)
    {
        var cases = contents.Suites.SelectMany(suite => suite.Cases).ToList();
        if (suites.TrueForAll(suite => suite.Tests.Count == 0) && filter.Advice(cases) is { } advice)
        {
            var source = Path.GetFileName(contents.Container.Source);
            handle.SendMessage(TestMessageLevel.Warning, $"Cekura: the filter matches none of the {cases.Count} tests of {source}, so none of them ran. {advice}");
        }
    }

    private static IEnumerable<SelectedSuite> Suites(SourceContents contents, Func<ScenarioCase, TestCase, TestCase?> pick) =>
        contents.Suites.Select(suite => new SelectedSuite(
            suite.Name,
            suite.Cases.Select(scenarioCase => (Case: scenarioCase, Test: pick(scenarioCase, TestCaseMapper.ToTestCase(scenarioCase, contents.Container.Source))))
                .Where(pair => pair.Test is not null)
                .ToDictionary(pair => pair.Case, pair => pair.Test!)));

    private void ReportLost(TestCase test)
    {
        handle.RecordStart(test);
        handle.RecordEnd(test, TestOutcome.Failed);
        handle.RecordResult(new TestResult(test)
        {
            Outcome = TestOutcome.Failed,
            DisplayName = test.DisplayName,
            ErrorMessage = $"Cekura: {test.FullyQualifiedName} is not in the manifest any more. Build the project and let the tests be discovered again.",
        });
    }
}

/// <summary>A test dll with what was selected of it.</summary>
internal sealed record SelectedSource(SourceContents Contents, IReadOnlyList<SelectedSuite> Suites);

/// <summary>A suite with its selected cases and their tests.</summary>
internal sealed record SelectedSuite(string Name, IReadOnlyDictionary<ScenarioCase, TestCase> Tests);
