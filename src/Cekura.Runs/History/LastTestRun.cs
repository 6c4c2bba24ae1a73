using System.Text;
using Cekura.Manifests.Cases;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>A test run of this machine, as far as it came: which tests it had, how they ended, and where their conversations are.</summary>
internal sealed record LastTestRun
{
    /// <summary>What stands for the address of an emulator in the test process.</summary>
    internal const string Emulator = "emulator";

    /// <summary>The file that holds it.</summary>
    public required string Path { get; init; }

    /// <summary>Name of the test project.</summary>
    public required string Project { get; init; }

    /// <summary>Folder of the test project.</summary>
    public required string ProjectDirectory { get; init; }

    /// <summary>The service's address, or <c>emulator</c>: its ids mean nothing anywhere else.</summary>
    public required string ApiUrl { get; init; }

    /// <summary>Path of the seed of the emulator in the test process, absolute; null when the run was on a service.</summary>
    internal string? Seed { get; init; }

    /// <summary>
    /// Where that emulator's conversations are, so that they can be looked at and voted on. The file is missing where nothing was kept.
    /// </summary>
    internal string EmulatorData => System.IO.Path.ChangeExtension(Path, TestRunFiles.EmulatorExtension);

    /// <summary>Hash of that seed's content when the run began: another one, and the emulated agents may be others.</summary>
    internal string? SeedHash { get; init; }

    /// <summary>What the setting <c>Label</c> called it.</summary>
    internal string? Label { get; init; }

    /// <summary>Id of the commit that was tested, where a build server named one.</summary>
    internal string? Commit { get; init; }

    /// <summary>Name of its branch.</summary>
    internal string? Branch { get; init; }

    /// <summary>Where its report was written last; null: nowhere, or by a version that did not say so.</summary>
    internal string? Report { get; init; }

    /// <summary>When the run began, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The tests in the order in which they finished. A process that died leaves those that it had finished.</summary>
    public IReadOnlyList<TestRecord> Tests { get; init; } = [];

    /// <summary>The newest run that started anything; null when there is none.</summary>
    /// <param name="stateDirectory">The state directory; it need not exist.</param>
    /// <param name="project">Name of the test project, ignoring case; null: any.</param>
    public static LastTestRun? Read(string stateDirectory, string? project = null) =>
        ReadAll(stateDirectory)
            .FirstOrDefault(run =>
                run.Tests.Any(test => test.RunIds.Count > 0)
                && (project is null || run.Project.Equals(project, StringComparison.OrdinalIgnoreCase))
            );

    /// <summary>Every run that is remembered, newest first, read one at a time. Files that cannot be read are left out.</summary>
    /// <param name="stateDirectory">The state directory; it need not exist.</param>
    public static IEnumerable<LastTestRun> ReadAll(string stateDirectory)
    {
        ArgumentNullException.ThrowIfNull(stateDirectory);
        return TestRunFiles.NewestFirst(TestRunFiles.Root(stateDirectory)).Select(path => ReadFile(path)).OfType<LastTestRun>();
    }

    /// <summary>The newest run that started a test, with what it says about it; null when none did.</summary>
    /// <param name="stateDirectory">The state directory; it need not exist.</param>
    /// <param name="test">Fully qualified name or name for people, ignoring case.</param>
    public static (LastTestRun Run, TestRecord Test)? Find(string stateDirectory, string test)
    {
        foreach (var run in ReadAll(stateDirectory))
        {
            if (run.Tests.LastOrDefault(found => found.RunIds.Count > 0 && (Is(found.Test) || Is(found.Name))) is { } record)
            {
                return (run, record);
            }
        }

        return null;

        bool Is(string name) => name.Equals(test, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// How the tests of a project ended when they last ran, not counting runs of which nothing was started, by fully qualified name.
    /// </summary>
    /// <param name="stateDirectory">The state directory; it need not exist.</param>
    /// <param name="project">Name of the test project.</param>
    /// <param name="projectDirectory">Folder of the test project.</param>
    internal static Dictionary<string, Outcome> Outcomes(string stateDirectory, string project, string projectDirectory)
    {
        var outcomes = new Dictionary<string, Outcome>(StringComparer.Ordinal);
        foreach (
            var test in TestRunFiles
                .NewestFirst(TestRunFiles.FolderOf(stateDirectory, project, projectDirectory))
                .Select(path => ReadFile(path, hasDetails: false))
                .OfType<LastTestRun>()
                .SelectMany(run => run.Tests.Reverse())
                .Where(test => !test.IsRefused)
        )
        {
            outcomes.TryAdd(test.Test, test.Outcome);
        }

        return outcomes;
    }

    /// <summary>How long the conversations of tests lasted when they last took place, by fully qualified name.</summary>
    /// <param name="stateDirectory">The state directory; it need not exist.</param>
    /// <param name="apiUrl">The service: elsewhere they may last longer.</param>
    /// <param name="tests">The tests: no file is read for what newer ones have said of all of them.</param>
    internal static Dictionary<string, TimeSpan> Durations(string stateDirectory, Uri apiUrl, IEnumerable<ScenarioCase> tests)
    {
        // A name leads to the case's name that is in memory already; so does the name that it once had.
        var missing = new Dictionary<string, string>(StringComparer.Ordinal);
        var wanted = 0;
        foreach (var test in tests)
        {
            wanted++;
            missing[test.FullyQualifiedName] = test.FullyQualifiedName;
            if (FormerNames.Of(test) is { } former)
            {
                missing.TryAdd(former, test.FullyQualifiedName);
            }
        }

        var durations = new Dictionary<string, TimeSpan>(missing.Count, StringComparer.Ordinal);
        foreach (var path in TestRunFiles.NewestFirst(TestRunFiles.Root(stateDirectory)).TakeWhile(_ => durations.Count < wanted))
        {
            foreach (var test in ReadFile(path, run => run.ApiUrl == apiUrl.ToString(), hasDetails: false)?.Tests ?? [])
            {
                if (
                    test is { TookPlace: true, Duration: { } duration }
                    && duration > TimeSpan.Zero
                    && missing.Remove(test.Test, out var name)
                )
                {
                    durations.TryAdd(name, duration);
                }
            }
        }

        return durations;
    }

    /// <summary>Reads a file; null when it cannot be read, or when <paramref name="isWanted"/> says so of its head.</summary>
    internal static LastTestRun? ReadFile(string path, Func<LastTestRun, bool>? isWanted = null, bool hasDetails = true)
    {
        try
        {
            // Pipes and devices have no length either, and to open one may wait for ever.
            if (new FileInfo(path) is not { Exists: true, Length: > 0 })
            {
                return null;
            }

            // Another process may still write it.
            using var file = new StreamReader(
                new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete),
                Encoding.UTF8
            );
            if (TestRunJson.ReadHead(file.ReadLine() ?? "", path) is not { } run || isWanted?.Invoke(run) == false)
            {
                return null;
            }

            var tests = new List<TestRecord>();
            string? report = null;
            while (file.ReadLine() is { } line)
            {
                if (TestRunJson.ReadLine(line, hasDetails) is { } record)
                {
                    tests.Add(record);
                }
                else
                {
                    report = TestRunJson.ReadReport(line) ?? report;
                }
            }

            return run with
            {
                Tests = tests,
                Report = report,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
