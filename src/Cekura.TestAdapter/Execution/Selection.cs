using Cekura.Runs.Discovery;
using Cekura.Runs.Plan;
using Cekura.Runs.Settings;
using Cekura.Runs.TestProjects;
using Cekura.TestAdapter.Filtering;
using Cekura.TestAdapter.Mapping;
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
                var selected = Select(contents, (scenarioCase, testCase) => filter.Matches(scenarioCase, testCase) ? testCase : null);
                TellNothingMatched(selected, filter);
                yield return selected;
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
                yield return Select(contents, (scenarioCase, _) => wanted.Remove(scenarioCase.FullyQualifiedName, out var test) ? test : null);
            }

            foreach (var lost in wanted.Values)
            {
                ReportLost(lost);
            }
        }
    }

    private ProjectContents? Load(string source)
    {
        var contents = ProjectContents.Load(source, context?.RunSettings?.SettingsXml, _environment);
        contents?.Tell((severity, text) => handle.SendMessage(MessageMapper.ToLevel(severity), text));
        return contents;
    }

    // A warning: of several projects a filter often means only one.
    private void TellNothingMatched(SelectedSource selected, CaseFilter filter)
    {
        var cases = selected.Contents.Suites.SelectMany(suite => suite.Cases).ToList();
        if (selected.Tests.Count == 0 && filter.Advice(cases) is { } advice)
        {
            var source = Path.GetFileName(selected.Contents.Container.Source);
            handle.SendMessage(TestMessageLevel.Warning, $"Cekura: the filter matches none of the {cases.Count} tests of {source}, so none of them ran. {advice}");
        }
    }

    private static SelectedSource Select(ProjectContents contents, Func<ScenarioCase, TestCase, TestCase?> pick)
    {
        var mapper = TestCaseMapper.For(contents);
        var tests = contents.Suites.SelectMany(suite => suite.Cases)
            .Select(scenarioCase => (Case: scenarioCase, Test: pick(scenarioCase, mapper.ToTestCase(scenarioCase))))
            .Where(pair => pair.Test is not null)
            .ToDictionary(pair => pair.Case, pair => pair.Test!);
        return new SelectedSource(contents, [.. contents.Suites.Select(suite => suite with { Cases = [.. suite.Cases.Where(tests.ContainsKey)] })], tests);
    }

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
internal sealed record SelectedSource(ProjectContents Contents, IReadOnlyList<DiscoveredSuite> Suites, IReadOnlyDictionary<ScenarioCase, TestCase> Tests);
