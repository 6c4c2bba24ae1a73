using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;
using Cekura.TestAdapter.Execution;
using Cekura.TestAdapter.Mapping;
using Cekura.TestHost;
using Microsoft.Extensions.Time.Testing;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace Cekura.TestAdapter.Tests.Execution;

public sealed class ResultRecorderTests
{
    private const int Cases = 4 * ResultRecorder.InConsole;

    private readonly Platform _platform = new();
    private readonly List<ScenarioCase> _cases = [.. Enumerable.Range(0, Cases).Select(Case)];

    [Fact]
    public async Task The_platform_hears_of_some_tests_at_a_time_and_of_each_in_the_right_order()
    {
        var recorder = Recorder();
        _cases.ForEach(recorder.Started);
        Assert.Equal(ResultRecorder.InConsole, _platform.InProgress.Count);

        // The last first: none of them is one that the platform has heard of.
        foreach (var scenarioCase in Enumerable.Reverse(_cases))
        {
            await recorder.FinishedAsync(scenarioCase, CaseVerdict.WithoutRun(Outcome.Skipped, "For the test."));
        }

        Assert.Equal(ResultRecorder.InConsole + 1, _platform.MostInProgress);
        Assert.Empty(_platform.InProgress);
        Assert.Equal(Cases, _platform.Results.Count);
        Assert.All(_platform.Events, test => Assert.Equal(["start", "end", "result"], test.Value));
    }

    [Fact]
    public async Task As_one_ends_the_next_begins()
    {
        var recorder = Recorder();
        _cases.ForEach(recorder.Started);

        await recorder.FinishedAsync(_cases[0], CaseVerdict.WithoutRun(Outcome.Skipped, "For the test."));

        Assert.Contains($"S.Case_{ResultRecorder.InConsole}.Calm", _platform.InProgress);
        Assert.Equal(ResultRecorder.InConsole, _platform.InProgress.Count);
    }

    private ResultRecorder Recorder()
    {
        var files = new CaseFiles(
            TranscriptSelection.None,
            DashboardLink.Emulated,
            new RunDocument(),
            AttachmentFolder.Under(Path.GetTempPath(), "Clinic", new FakeTimeProvider(), Environment.ProcessId)
        );
        var tests = new TestCaseMapper("/project/Tests.dll", hasTraits: false);
        return new ResultRecorder(
            _platform,
            tests.ToTestCase,
            new TestResultMapper(new CaseResults(DashboardLink.Emulated, files, new FakeTimeProvider())),
            new PlatformHost(_platform),
            ResultRecorder.InConsole
        );
    }

    private static ScenarioCase Case(int number) =>
        new()
        {
            FullyQualifiedName = $"S.Case_{number}.Calm",
            DisplayName = $"Case {number} [Calm]",
            ScenarioId = number + 1,
            ScenarioName = $"Case {number}",
            Mode = "text",
            Location = new SourceLocation("/project/cekura.json", number + 1, 5),
        };

    private sealed class Platform : ITestExecutionRecorder
    {
        public HashSet<string> InProgress { get; } = [];

        public int MostInProgress { get; private set; }

        public List<TestResult> Results { get; } = [];

        public Dictionary<string, List<string>> Events { get; } = [];

        public void RecordStart(TestCase testCase)
        {
            InProgress.Add(testCase.FullyQualifiedName);
            MostInProgress = Math.Max(MostInProgress, InProgress.Count);
            Hear(testCase, "start");
        }

        public void RecordEnd(TestCase testCase, TestOutcome outcome) => Hear(testCase, "end");

        public void RecordResult(TestResult testResult)
        {
            InProgress.Remove(testResult.TestCase.FullyQualifiedName);
            Results.Add(testResult);
            Hear(testResult.TestCase, "result");
        }

        public void RecordAttachments(IList<AttachmentSet> attachmentSets) { }

        public void SendMessage(TestMessageLevel testMessageLevel, string message) { }

        private void Hear(TestCase test, string what)
        {
            if (!Events.TryGetValue(test.FullyQualifiedName, out var events))
            {
                Events[test.FullyQualifiedName] = events = [];
            }

            events.Add(what);
        }
    }
}
