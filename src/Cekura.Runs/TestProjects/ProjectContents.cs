using System.Collections.ObjectModel;
using System.Globalization;
using Cekura.Runs.Discovery;
using Cekura.Runs.Manifest;
using Cekura.Runs.Report;
using Cekura.Runs.Settings;
using Cekura.Runs.Shards;
using Cekura.Runs.State;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.TestProjects;

/// <summary>Everything that one test dll holds for us: its settings, its suites and what is wrong with them.</summary>
internal sealed class ProjectContents
{
    private ProjectContents(
        TestContainer container, RunSettingsDocument runSettings, SettingsReadResult settings, SettingsEnvironment environment, bool hasManifests)
    {
        ProjectId = environment.Config.DefaultProjectId;
        Variables = environment.Variables;
        Container = container;
        RunSettings = runSettings;
        Settings = settings.Settings;
        Credentials = settings.Credentials;
        SettingsLine = settings.OriginLine;
        StateDirectory = settings.Settings?.StateDirectory ?? Runs.State.StateDirectory.Default(environment.Home);

        var problems = settings.Diagnostics.Select(diagnostic => new Problem(diagnostic.Severity, diagnostic.ToString())).ToList();
        var found = new List<ManifestDiagnostic>();
        Suites = hasManifests && settings.Settings is { } read ? CaseDiscovery.Discover(container.Files, read, found) : [];
        if (settings.Settings is { LastFailed: true } && Suites.Any(suite => suite.Cases.Count > 0))
        {
            Suites = LastFailed(problems);
        }

        if (settings.Settings is { Shard: { } shard } sharded)
        {
            Suites = Part(sharded, shard, problems);
        }

        problems.AddRange(found.Select(diagnostic => new Problem(diagnostic.Severity, diagnostic.ToString())));
        Problems = problems;
    }

    public TestContainer Container { get; }

    public RunSettingsDocument RunSettings { get; }

    /// <summary>Where results and attachments go.</summary>
    public string ResultsDirectory =>
        RunSettings.ResultsDirectory ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(Container.Source))!, "TestResults");

    /// <summary>Where messages send people. Only of a project whose settings have no errors.</summary>
    public DashboardLink Dashboard => Settings!.UsesEmulator ? DashboardLink.Emulated : DashboardLink.ForProject(ProjectId);

    /// <summary>Null when the settings have errors; then there are no suites.</summary>
    public CekuraSettings? Settings { get; }

    public CekuraCredentials? Credentials { get; }

    /// <summary>Which settings are not the default, and where each comes from; null when all are.</summary>
    public string? SettingsLine { get; }

    /// <summary>Where this machine remembers what it ran.</summary>
    public string StateDirectory { get; }

    /// <summary>The user's default project; null when the config file names none.</summary>
    public long? ProjectId { get; }

    /// <summary>Environment variables.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; }

    public IReadOnlyList<DiscoveredSuite> Suites { get; }

    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>How many tests all shards have together; those of <see cref="Suites"/> without shards.</summary>
    public int TestsOfAllShards { get; private set; }

    /// <summary>What was divided among shards; empty without shards.</summary>
    public string Division { get; private set; } = "";

    /// <summary>Loads a dll; null when it is not ours.</summary>
    public static ProjectContents? Load(string source, string? settingsXml, SettingsEnvironment environment)
    {
        if (TestContainer.Find(source) is not { } container)
        {
            return null;
        }

        var runSettings = RunSettingsDocument.Parse(settingsXml);
        var settings = environment.ReadSettings(runSettings, container);
        return new ProjectContents(CodeFirstManifests.LeaveToCode(container), runSettings, settings, environment, hasManifests: true);
    }

    private List<DiscoveredSuite> LastFailed(List<Problem> problems)
    {
        var outcomes = LastTestRun.Outcomes(StateDirectory, Path.GetFileNameWithoutExtension(Container.Source), Container.ProjectDirectory);
        if (outcomes.Count == 0)
        {
            problems.Add(new Problem(DiagnosticSeverity.Error, $"LastFailed: no run of this project is remembered in {StateDirectory}. Run all of its tests once."));
            return [];
        }

        var failed = Suites.Select(suite => suite with { Cases = [.. suite.Cases.Where(scenarioCase => outcomes.GetValueOrDefault(scenarioCase.FullyQualifiedName, Outcome.Passed) is Outcome.Failed or Outcome.None)] }).ToList();
        if (failed.All(suite => suite.Cases.Count == 0))
        {
            problems.Add(new Problem(DiagnosticSeverity.Warning, $"LastFailed: none of the {Suites.Sum(suite => suite.Cases.Count)} tests failed when it last ran, so nothing runs. Leave LastFailed out to run all of them."));
        }

        return failed;
    }

    private IReadOnlyList<DiscoveredSuite> Part(CekuraSettings settings, Shard shard, List<Problem> problems)
    {
        try
        {
            var durations = settings.Durations is { } path ? DurationsFile.Read(path) : ReadOnlyDictionary<string, double>.Empty;
            TestsOfAllShards = Suites.Sum(suite => suite.Cases.Count);
            Division = ShardDivision.Fingerprint(Suites, durations);
            return ShardDivision.Part(Suites, shard, durations);
        }
        catch (IOException e)
        {
            // Divided in another way than by the other shards, tests would run twice or never.
            problems.Add(new Problem(DiagnosticSeverity.Error, e.Message));
            return [];
        }
    }
    /// <summary>Loads a project whose cases are named in code: its settings, and no manifest.</summary>
    /// <param name="container">The project.</param>
    /// <param name="runSettings">The run's settings. Where results go is the adapter's alone.</param>
    /// <param name="environment">The machine around it.</param>
    public static ProjectContents LoadSettings(TestContainer container, RunSettingsDocument runSettings, SettingsEnvironment environment) =>
        new(container, runSettings with { ResultsDirectory = null }, environment.ReadSettings(runSettings, container), environment, hasManifests: false);

    /// <summary>Says what is wrong, each problem once, and when nothing at all was found, where it was looked for.</summary>
    public void Tell(Action<MessageSeverity, string> tell)
    {
        foreach (var problem in Problems)
        {
            tell(problem.IsError ? MessageSeverity.Error : MessageSeverity.Warning, $"Cekura: {problem.Text}");
        }

        var tests = Suites.Sum(suite => suite.Cases.Count);
        if (Settings?.Shard is { } shard && TestsOfAllShards > 0)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"Cekura: shard {shard.Index} of {shard.Count}: {tests} of {TestsOfAllShards} tests");
            tell(tests == 0 ? MessageSeverity.Warning : MessageSeverity.Information, tests == 0 ? $"{text}. Fewer shards are enough." : text);
        }
        else if (!Container.IsLeftToCode && Settings is not { LastFailed: true } && !Problems.Any(problem => problem.IsError) && Suites.All(suite => suite.Cases.Count == 0))
        {
            var files = Container.Manifests.Concat(Container.Suites).Select(file => file.SourcePath).ToList();
            var looked = files.Count == 0
                ? "The project has no cekura.json and no *.tests.json, and its settings name no ScenarioIds"
                : $"Looked at {string.Join(", ", files)} with the settings' ScenarioIds, Tags and FolderPath";
            tell(MessageSeverity.Error, $"Cekura: no scenario to run in {Path.GetFileName(Container.Source)}. {looked}.");
        }
    }
}

/// <summary>Something wrong with the settings, a manifest or a suite, in the words for people.</summary>
internal sealed record Problem(DiagnosticSeverity Severity, string Text)
{
    public bool IsError => Severity == DiagnosticSeverity.Error;
}
