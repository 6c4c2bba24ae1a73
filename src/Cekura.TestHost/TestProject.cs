using System.Collections.ObjectModel;
using System.Globalization;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.TestHost;

/// <summary>Everything that one test dll holds for us: its settings, its suites and what is wrong with them.</summary>
internal sealed class TestProject
{
    private TestProject(
        TestContainer container,
        RunSettingsDocument runSettings,
        SettingsReadResult settings,
        SettingsEnvironment environment,
        bool hasManifests
    )
    {
        ProjectId = environment.Config.DefaultProjectId;
        Variables = environment.Variables;
        Container = container;
        RunSettings = runSettings;
        Settings = settings.Settings;
        Credentials = settings.Credentials;
        SettingsLine = settings.OriginLine;
        StateDirectory = settings.Settings?.StateDirectory ?? Manifests.Text.StateDirectory.Default(environment.Home);

        var problems = settings.Diagnostics.Select(diagnostic => new Problem(diagnostic.Severity, diagnostic.ToString())).ToList();
        var found = new List<ManifestDiagnostic>();
        Suites = hasManifests && settings.Settings is { } read ? CaseDiscovery.Discover(container.Files, read, found) : [];
        _all = Suites;
        var all = Tests;
        if (settings.Settings is { LastFailed: true } && all > 0)
        {
            Suites = LastFailed(problems);
            _saysWhyNone = Tests == 0;
        }

        SuitesOfAllShards = Suites;
        if (settings.Settings is { Shard: { } shard } sharded)
        {
            Suites = Part(sharded, shard, problems);
        }

        problems.AddRange(found.Select(diagnostic => new Problem(diagnostic.Severity, diagnostic.ToString())));
        Problems = problems;
    }

    // Before what failed last, and shards.
    private readonly IReadOnlyList<DiscoveredSuite> _all;

    // Nothing has failed is a reason of its own.
    private readonly bool _saysWhyNone;

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

    /// <summary>What all shards have together; <see cref="Suites"/> without shards.</summary>
    public IReadOnlyList<DiscoveredSuite> SuitesOfAllShards { get; }

    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>How many tests all shards have together; those of <see cref="Suites"/> without shards.</summary>
    public int TestsOfAllShards { get; private set; }

    /// <summary>What was divided among shards; empty without shards.</summary>
    public string Division { get; private set; } = "";

    private int Tests => Suites.Sum(suite => suite.Cases.Count);

    /// <summary>Loads a dll; null when it is not ours.</summary>
    /// <param name="source">Path of the dll.</param>
    /// <param name="settingsXml">The settings as the platform hands them over.</param>
    /// <param name="environment">The machine around it.</param>
    /// <param name="tell">Hears why a dll with a manifest is not ours.</param>
    public static TestProject? Load(
        string source,
        string? settingsXml,
        SettingsEnvironment environment,
        Action<MessageSeverity, string> tell
    ) => Load(source, RunSettingsDocument.Parse(settingsXml), environment, tell);

    /// <inheritdoc cref="Load(string, string?, SettingsEnvironment, Action{MessageSeverity, string})"/>
    /// <param name="source">Path of the dll.</param>
    /// <param name="runSettings">What was said for the run.</param>
    /// <param name="environment">The machine around it.</param>
    /// <param name="tell">Hears why a dll with a manifest is not ours.</param>
    public static TestProject? Load(
        string source,
        RunSettingsDocument runSettings,
        SettingsEnvironment environment,
        Action<MessageSeverity, string> tell
    )
    {
        if (TestContainer.Find(source) is not { } container)
        {
            if (MissingIndex.Explain(source) is { } why)
            {
                tell(MessageSeverity.Warning, $"Cekura: {why}");
            }

            return null;
        }

        var settings = environment.ReadSettings(runSettings, container);
        var left = CodeFirstManifests.LeaveToCode(container);
        var contents = new TestProject(left, runSettings, settings, environment, hasManifests: !left.IsHeldByFixture);
        contents.Tell(tell);
        return contents;
    }

    private List<DiscoveredSuite> LastFailed(List<Problem> problems)
    {
        var outcomes = LastTestRun.Outcomes(StateDirectory, Path.GetFileNameWithoutExtension(Container.Source), Container.ProjectDirectory);
        if (outcomes.Count == 0)
        {
            problems.Add(
                new Problem(
                    DiagnosticSeverity.Error,
                    $"LastFailed: no run of this project is remembered in {StateDirectory}. Run all of its tests once."
                )
            );
            return [];
        }

        var failed = Suites
            .Select(suite => suite with { Cases = [.. suite.Cases.Where(scenarioCase => HasFailed(outcomes, scenarioCase))] })
            .ToList();
        if (failed.All(suite => suite.Cases.Count == 0))
        {
            problems.Add(
                new Problem(
                    DiagnosticSeverity.Warning,
                    $"LastFailed: {(Tests == 1 ? "the only test did not fail" : $"none of the {Tests} tests failed")} when it last ran, so nothing runs. Leave LastFailed out to run all of them."
                )
            );
        }

        return failed;
    }

    /// <summary>How to run only what failed last; null when that is nothing, or everything.</summary>
    public string? LastFailedOffer()
    {
        if (Settings is not { LastFailed: false })
        {
            return null;
        }

        var outcomes = LastTestRun.Outcomes(StateDirectory, Path.GetFileNameWithoutExtension(Container.Source), Container.ProjectDirectory);
        var failed = Suites.SelectMany(suite => suite.Cases).Count(scenarioCase => HasFailed(outcomes, scenarioCase));

        // In the middle of a sentence, where VSTest's "--" says nothing.
        var prefix = RunSettings.TypedPrefix.StartsWith("-- ", StringComparison.Ordinal)
            ? RunSettings.TypedPrefix["-- ".Length..]
            : RunSettings.TypedPrefix;
        return failed == 0 || failed == Tests
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{prefix}LastFailed=true runs the {failed} that failed last");
    }

    private static bool HasFailed(Dictionary<string, Outcome> outcomes, ScenarioCase scenarioCase) =>
        FormerNames.TryFind(outcomes, scenarioCase, out var outcome) && outcome is Outcome.Failed or Outcome.None;

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

    private string WhyMissing(string test)
    {
        if (Problems.FirstOrDefault(problem => problem.IsError) is { } error)
        {
            return $"was not started: {error.Text.Split('\n')[0]}";
        }

        if (Has(_all, test))
        {
            return Settings is { LastFailed: true }
                ? "was not started: LastFailed leaves it out, because it did not fail when it last ran. Leave LastFailed out to run it."
                : $"was not started: it belongs to another shard than the setting Shard says ({Settings!.Shard!.Index} of {Settings.Shard.Count}).";
        }

        var narrowing = string.Join(", ", Narrowing().Concat(Callers()));
        var open = Unnarrowed();
        return narrowing.Length > 0 && Has(open, test)
            ? $"was not started: the settings leave it out ({narrowing}).{Meant(open)}"
            : "is not in the manifest any more. Build the project and let the tests be discovered again.";
    }

    /// <summary>What to say of a test that was picked and is not among the cases.</summary>
    /// <param name="contents">Its project; null when that has no manifest any more.</param>
    /// <param name="test">Its full name.</param>
    public static string WhyLost(TestProject? contents, string test) =>
        $"Cekura: {test} {contents?.WhyMissing(test) ?? "is not started: its project has no manifest any more. Build the project and let the tests be discovered again."}";

    private IReadOnlyList<DiscoveredSuite> Unnarrowed() =>
        CaseDiscovery.Discover(
            Container.Files,
            Settings! with
            {
                ScenarioIds = [],
                Tags = [],
                FolderPath = null,
                PersonalityIds = [],
                TestProfileIds = [],
            },
            []
        );

    /// <summary>The nearest of the tags and folders that there are, where the settings name one that no test has; else nothing.</summary>
    private string Meant(IReadOnlyList<DiscoveredSuite> suites)
    {
        var cases = suites.SelectMany(suite => suite.Cases).ToList();
        var tags = cases.SelectMany(scenarioCase => scenarioCase.Tags).Distinct(StringComparer.Ordinal).ToList();
        var folders = cases.Select(scenarioCase => scenarioCase.Folder).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var near = Settings!
            .Tags.Where(tag => !tags.Contains(tag, StringComparer.OrdinalIgnoreCase))
            .Select(tag => NearestName.Of(tag, tags) is { } meant ? $"Tags={meant}" : null)
            .Append(
                Settings.FolderPath is { Length: > 0 } folder && !folders.Contains(folder) && NearestName.Of(folder, folders) is { } other
                    ? $"FolderPath={other}"
                    : null
            )
            .OfType<string>()
            .ToList();
        return near.Count == 0 ? "" : $" Did you mean {string.Join(", ", near)}?";
    }

    private static bool Has(IReadOnlyList<DiscoveredSuite> suites, string test) =>
        suites.Any(suite => suite.Cases.Any(scenarioCase => scenarioCase.FullyQualifiedName == test));

    private IEnumerable<string> Callers()
    {
        if (Settings!.PersonalityIds.Count > 0)
        {
            yield return $"PersonalityIds={string.Join(',', Settings.PersonalityIds)}";
        }

        if (Settings.TestProfileIds.Count > 0)
        {
            yield return $"TestProfileIds={string.Join(',', Settings.TestProfileIds)}";
        }
    }

    /// <summary>Loads a project whose cases are named in code: its settings, and no manifest.</summary>
    /// <param name="container">The project.</param>
    /// <param name="runSettings">The run's settings. Where results go is the adapter's alone.</param>
    /// <param name="environment">The machine around it.</param>
    public static TestProject LoadSettings(TestContainer container, RunSettingsDocument runSettings, SettingsEnvironment environment) =>
        new(
            container,
            runSettings with
            {
                ResultsDirectory = null,
            },
            environment.ReadSettings(runSettings, container),
            environment,
            hasManifests: false
        );

    /// <summary>Loads a project whose manifests a fixture holds, without those that its code names by themselves.</summary>
    /// <param name="container">The project.</param>
    /// <param name="runSettings">The run's settings. Where results go is the adapter's alone.</param>
    /// <param name="environment">The machine around it.</param>
    /// <param name="tell">Hears what is to say of it.</param>
    public static TestProject LoadManifests(
        TestContainer container,
        RunSettingsDocument runSettings,
        SettingsEnvironment environment,
        Action<MessageSeverity, string> tell
    )
    {
        var contents = new TestProject(
            CodeFirstManifests.LeaveToMethods(container),
            runSettings with
            {
                ResultsDirectory = null,
            },
            environment.ReadSettings(runSettings, container),
            environment,
            hasManifests: true
        );
        contents.Tell(tell);
        return contents;
    }

    /// <summary>Says what is wrong, each problem once, and when nothing at all was found, where it was looked for.</summary>
    private void Tell(Action<MessageSeverity, string> tell)
    {
        foreach (var problem in Problems)
        {
            tell(problem.IsError ? MessageSeverity.Error : MessageSeverity.Warning, $"Cekura: {problem.Text}");
        }

        var files = Container.Manifests.Concat(Container.Suites).Select(file => file.SourcePath).ToList();
        var tests = Tests;
        if (Settings?.Shard is { } shard && TestsOfAllShards > 0)
        {
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"Cekura: shard {shard.Index} of {shard.Count}: {tests} of {Counted.Of(TestsOfAllShards, "test")}"
            );
            tell(
                tests == 0 ? MessageSeverity.Warning : MessageSeverity.Information,
                tests == 0 ? $"{text}. Fewer shards are enough." : text
            );
        }
        else if (tests == 0 && !_saysWhyNone && !(Container.IsLeftToCode && files.Count == 0) && !Problems.Any(problem => problem.IsError))
        {
            var narrowing = Narrowing().ToList();
            var looked =
                files.Count == 0
                    ? "The project has no cekura.json and no *.tests.json among its items, and its settings name no ScenarioIds"
                : narrowing.Count == 0 ? $"There is none in {string.Join(", ", files)}"
                : $"Looked at {string.Join(", ", files)}, of which the settings leave nothing: {string.Join(", ", narrowing)}";
            var meant = narrowing.Count == 0 ? "" : Meant(Unnarrowed());
            tell(MessageSeverity.Error, $"Cekura: no scenario to run in {Path.GetFileName(Container.Source)}. {looked}.{meant}");
        }
    }

    private IEnumerable<string> Narrowing()
    {
        if (Settings!.ScenarioIds.Count > 0)
        {
            yield return $"ScenarioIds={string.Join(',', Settings.ScenarioIds)}";
        }

        if (Settings.Tags.Count > 0)
        {
            yield return $"Tags={string.Join(',', Settings.Tags)}";
        }

        if (Settings.FolderPath is { Length: > 0 } folder)
        {
            yield return $"FolderPath={folder}";
        }
    }
}

/// <summary>Something wrong with the settings, a manifest or a suite, in the words for people.</summary>
internal sealed record Problem(DiagnosticSeverity Severity, string Text)
{
    public bool IsError => Severity == DiagnosticSeverity.Error;
}
