using Microsoft.TestPlatform.VsTestConsole.TranslationLayer;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Client;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>What an IDE does: asks the platform for tests, then runs the ones that a person picked.</summary>
internal sealed class TestExplorer(string source, string runSettings, IReadOnlyDictionary<string, string?>? environment = null)
{
    public IReadOnlyList<TestCase> Discover()
    {
        var found = new Discovered();
        Use(console => console.DiscoverTests([source], runSettings, new TestPlatformOptions(), found));
        return found.Tests;
    }

    public IReadOnlyList<TestResult> Run(IEnumerable<TestCase> tests)
    {
        var ran = new Ran();
        Use(console => console.RunTests(tests, runSettings, ran));
        return ran.Results;
    }

    /// <summary>Runs all of it, and presses the button when told to.</summary>
    /// <returns>Whether the run ended after that.</returns>
    public bool RunAndCancel(Task when, Action cancelling) => RunAnd(console => console.CancelTestRun(), when, cancelling).IsCanceled;

    /// <summary>Runs all of it, and aborts when told to, as Visual Studio does when its button is pressed.</summary>
    /// <returns>Whether the run ended after that.</returns>
    public bool RunAndAbort(Task when, Action aborting) => RunAnd(console => console.AbortTestRun(), when, aborting).IsAborted;

    private Ran RunAnd(Action<VsTestConsoleWrapper> stop, Task when, Action stopping)
    {
        var ran = new Ran();
        Use(console =>
        {
            _ = when.ContinueWith(
                _ =>
                {
                    stopping();
                    stop(console);
                },
                TaskScheduler.Default
            );
            console.RunTests([source], runSettings, ran);
        });
        return ran;
    }

    private void Use(Action<VsTestConsoleWrapper> use)
    {
        var console = new VsTestConsoleWrapper(
            Path.Combine(PackedFeed.SdkDirectory, "vstest.console.dll"),
            new ConsoleParameters
            {
                EnvironmentVariables = new(environment ?? new Dictionary<string, string?>())
                {
                    ["CEKURA_STATE_DIRECTORY"] = Dotnet.StateDirectory,
                },
            }
        );
        console.StartSession();
        try
        {
            use(console);
        }
        finally
        {
            console.EndSession();
        }
    }

    private sealed class Discovered : ITestDiscoveryEventsHandler2
    {
        public List<TestCase> Tests { get; } = [];

        public void HandleDiscoveredTests(IEnumerable<TestCase>? discoveredTestCases) => Tests.AddRange(discoveredTestCases ?? []);

        public void HandleDiscoveryComplete(DiscoveryCompleteEventArgs discoveryCompleteEventArgs, IEnumerable<TestCase>? lastChunk) =>
            Tests.AddRange(lastChunk ?? []);

        public void HandleLogMessage(TestMessageLevel level, string? message) { }

        public void HandleRawMessage(string rawMessage) { }
    }

    private sealed class Ran : ITestRunEventsHandler
    {
        public List<TestResult> Results { get; } = [];

        public bool IsCanceled { get; private set; }

        public bool IsAborted { get; private set; }

        public void HandleTestRunStatsChange(TestRunChangedEventArgs? testRunChangedArgs) =>
            Results.AddRange(testRunChangedArgs?.NewTestResults ?? []);

        public void HandleTestRunComplete(
            TestRunCompleteEventArgs testRunCompleteArgs,
            TestRunChangedEventArgs? lastChunkArgs,
            ICollection<AttachmentSet>? runContextAttachments,
            ICollection<string>? executorUris
        )
        {
            IsCanceled = testRunCompleteArgs.IsCanceled;
            IsAborted = testRunCompleteArgs.IsAborted;
            Results.AddRange(lastChunkArgs?.NewTestResults ?? []);
        }

        public int LaunchProcessWithDebuggerAttached(TestProcessStartInfo testProcessStartInfo) => -1;

        public void HandleLogMessage(TestMessageLevel level, string? message) { }

        public void HandleRawMessage(string rawMessage) { }
    }
}
