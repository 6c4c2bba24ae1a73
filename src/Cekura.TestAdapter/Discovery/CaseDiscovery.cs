using Cekura.Runs.Manifest;
using Cekura.Runs.Plan;
using Cekura.Runs.Settings;

namespace Cekura.TestAdapter.Discovery;

/// <summary>From a container to its cases: reads manifests and suites, says what is wrong with them, never touches the network.</summary>
internal sealed class CaseDiscovery
{
    private readonly TestContainer _container;
    private readonly CekuraSettings _settings;
    private readonly ICollection<Problem> _problems;

    private CaseDiscovery(TestContainer container, CekuraSettings settings, ICollection<Problem> problems)
    {
        _container = container;
        _settings = settings;
        _problems = problems;
    }

    public static IReadOnlyList<DiscoveredSuite> Discover(TestContainer container, CekuraSettings settings, ICollection<Problem> problems)
    {
        IReadOnlyList<DiscoveredSuite> suites = [.. new CaseDiscovery(container, settings, problems).Suites()];
        SameNames.Report(suites, problems);
        return suites;
    }

    private IEnumerable<DiscoveredSuite> Suites()
    {
        var suites = new SuiteDiscovery(_settings, _problems);
        if (_settings.Manifest is null && _container.Manifests.Count == 0)
        {
            return _settings.ScenarioIds.Count > 0 ? [Of(OfSettings())] : _container.Suites.SelectMany(suites.Unlisted);
        }

        var found = new List<DiscoveredSuite>();
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in _settings.Manifest is { } named ? [new SourceFile(named, named)] : _container.Manifests)
        {
            if (Read(file) is not { } manifest)
            {
                continue;
            }

            found.Add(Of(manifest));
            foreach (var suite in manifest.Suites)
            {
                var suiteFile = file.Of(suite);
                listed.Add(suiteFile.SourcePath);
                found.AddRange(suites.Listed(suiteFile, suite.Location, manifest));
            }
        }

        if (_settings.Manifest is null)
        {
            SuiteDiscovery.ReportUnlisted(_container.Suites.Where(suite => !listed.Contains(suite.SourcePath)), _problems);
        }

        return found;
    }

    private CekuraManifest? Read(SourceFile file)
    {
        var read = new ManifestReader().Read(file.CopyPath, file.SourcePath);
        foreach (var diagnostic in read.Diagnostics)
        {
            _problems.Add(Problem.Of(diagnostic));
        }

        return read.Manifest;
    }

    private CekuraManifest OfSettings() =>
        SettingsManifest.Create(_settings, new SourceLocation(_container.SettingsPath, 1, 1)) with { Name = Path.GetFileNameWithoutExtension(_container.Source) };

    private DiscoveredSuite Of(CekuraManifest manifest) => new(
        manifest.Name, CaseRules.Allowed(CaseMatrix.Expand(manifest, _settings), diagnostic => _problems.Add(Problem.Of(diagnostic))));
}

/// <summary>A manifest, or a suite that lives in the repository, with the cases that the settings leave of it.</summary>
internal sealed record DiscoveredSuite(string Name, IReadOnlyList<ScenarioCase> Cases);
