using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Discovery;

/// <summary>From a project to its cases: reads manifests and suites, says what is wrong with them, never touches the network.</summary>
internal sealed class CaseDiscovery
{
    private readonly ProjectFiles _project;
    private readonly CekuraSettings _settings;
    private readonly ICollection<ManifestDiagnostic> _problems;

    private CaseDiscovery(ProjectFiles project, CekuraSettings settings, ICollection<ManifestDiagnostic> problems)
    {
        _project = project;
        _settings = settings;
        _problems = problems;
    }

    /// <summary>Reads everything that a project holds.</summary>
    /// <param name="project">The project.</param>
    /// <param name="settings">The settings of this run.</param>
    /// <param name="problems">Takes what is wrong. What has an error yields no cases; when a test stands twice, nothing does.</param>
    public static IReadOnlyList<DiscoveredSuite> Discover(
        ProjectFiles project,
        CekuraSettings settings,
        ICollection<ManifestDiagnostic> problems
    )
    {
        return SameTests.Settle([.. new CaseDiscovery(project, settings, problems).Suites()], settings, problems);
    }

    private IEnumerable<DiscoveredSuite> Suites()
    {
        var names = new SuiteNames(_project);
        var suites = new SuiteDiscovery(_settings, names, _problems);
        if (_settings.Manifest is null && _project.Manifests.Count == 0)
        {
            return _settings.ScenarioIds.Count > 0 ? [Of(OfSettings())] : _project.Suites.SelectMany(suites.Unlisted);
        }

        var found = new List<DiscoveredSuite>();
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in _settings.Manifest is { } named ? [new SourceFile(named, named)] : _project.Manifests)
        {
            if (Read(file) is not { } manifest)
            {
                continue;
            }

            found.Add(Of(manifest));
            foreach (var suite in manifest.Suites)
            {
                listed.Add(file.Of(suite).SourcePath);
                found.AddRange(suites.Listed(file, suite, manifest));
            }
        }

        if (_settings.Manifest is null)
        {
            foreach (var unlisted in names.ReportUnlisted(listed))
            {
                _problems.Add(unlisted);
            }
        }

        return found;
    }

    private CekuraManifest? Read(SourceFile file)
    {
        var read = new ManifestReader().Read(file.CopyPath, file.SourcePath);
        foreach (var diagnostic in read.Diagnostics)
        {
            _problems.Add(diagnostic);
        }

        return read.Manifest;
    }

    private CekuraManifest OfSettings() =>
        SettingsManifest.Create(_settings, new SourceLocation(_project.SettingsPath, 1, 1)) with
        {
            Name = _project.Name,
        };

    private DiscoveredSuite Of(CekuraManifest manifest) =>
        new(manifest.Name, CaseRules.Allowed(CaseMatrix.Expand(manifest, _settings), _problems.Add));
}
