using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace Cekura.TestAdapter.Tests.Execution;

/// <summary>A test platform that remembers what it hears.</summary>
internal sealed class Platform(string settings) : IRunContext, IFrameworkHandle, IRunSettings
{
    public List<TestResult> Results { get; } = [];

    public List<string> Messages { get; } = [];

    public List<TestMessageLevel> Levels { get; } = [];

    /// <summary>Files of shards that were attached to the run.</summary>
    public List<string> Attached { get; } = [];

    /// <summary>The filter of the command line; null: none.</summary>
    public ITestCaseFilterExpression? Filter { get; init; }

    /// <summary>What happens when a test starts.</summary>
    public Action? OnStart { get; init; }

    public string SettingsXml => settings;

    public IRunSettings RunSettings => this;

    public bool KeepAlive => false;

    public bool InIsolation => false;

    public bool IsDataCollectionEnabled => false;

    public bool IsBeingDebugged => false;

    public string? TestRunDirectory => null;

    public string? SolutionDirectory => null;

    public bool EnableShutdownAfterTestRun { get; set; }

    public ISettingsProvider? GetSettings(string? settingsName) => null;

    public ITestCaseFilterExpression? GetTestCaseFilter(
        IEnumerable<string>? supportedProperties,
        Func<string, TestProperty?> propertyProvider
    ) => Filter;

    public int LaunchProcessWithDebuggerAttached(
        string filePath,
        string? workingDirectory,
        string? arguments,
        IDictionary<string, string?>? environmentVariables
    ) => -1;

    public void RecordStart(TestCase testCase) => OnStart?.Invoke();

    public void RecordEnd(TestCase testCase, TestOutcome outcome) { }

    public void RecordResult(TestResult testResult) => Results.Add(testResult);

    public void RecordAttachments(IList<AttachmentSet> attachmentSets) =>
        Attached.AddRange(
            attachmentSets
                .SelectMany(set => set.Attachments)
                .Select(file => file.Uri.LocalPath)
                .Where(path => path.EndsWith(".jsonl", StringComparison.Ordinal))
        );

    public void SendMessage(TestMessageLevel testMessageLevel, string message)
    {
        lock (Messages)
        {
            Messages.Add(message);
            Levels.Add(testMessageLevel);
        }
    }
}
