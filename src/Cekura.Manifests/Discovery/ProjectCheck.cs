using System.Globalization;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Suites;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Discovery;

/// <summary>
/// Everything that can be said of a project's manifests and suites without the environment and without the network: errors, and what is
/// allowed and probably not meant.
/// </summary>
internal sealed class ProjectCheck
{
    /// <summary>Most runs of a project that are taken to be meant.</summary>
    public const int ManyRuns = 100;

    private readonly CekuraSettings _settings;
    private readonly SeedLint? _seed;
    private readonly List<ManifestDiagnostic> _diagnostics = [];
    private readonly List<DiscoveredSuite> _suites = [];
    private long _runs;

    private readonly TimeProvider _time;

    private ProjectCheck(CekuraSettings settings, TimeProvider time) => (_settings, _seed, _time) = (settings, SeedLint.Of(settings), time);

    /// <summary>Reads all manifests, the suites that they list, and the other suites of the project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="settings">What the project's own settings file says.</param>
    /// <param name="isCodeFirst">Whether code may name manifests, each of which then is a fixture of its own: what stands in two of them
    /// may be meant.</param>
    /// <param name="time">The clock, for quarantines; null: the system's.</param>
    /// <returns>Errors and warnings, file by file.</returns>
    public static IReadOnlyList<ManifestDiagnostic> Check(
        ProjectFiles project,
        CekuraSettings settings,
        bool isCodeFirst = false,
        TimeProvider? time = null
    )
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(settings);
        var check = new ProjectCheck(settings, time ?? TimeProvider.System);
        check.CheckFiles(project);
        check.CheckDoubles(isCodeFirst);
        check.CheckRuns(project);
        return check._diagnostics;
    }

    private void CheckFiles(ProjectFiles project)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        var names = new SuiteNames(project);
        foreach (var file in project.Manifests)
        {
            var read = new ManifestReader().Read(file.CopyPath, file.SourcePath);
            _diagnostics.AddRange(read.Diagnostics);
            if (read.Manifest is not { } manifest)
            {
                continue;
            }

            _diagnostics.AddRange(ManifestLint.Check(manifest, _time));
            _diagnostics.AddRange(_seed?.Check(manifest) ?? []);
            Count(manifest.Name, CaseRules.Allowed(CaseMatrix.Expand(manifest, _settings), ReportRule));
            foreach (var suite in manifest.Suites)
            {
                var suiteFile = file.Of(suite);
                var suiteRead = new SuiteReader().Read(suiteFile.CopyPath, suiteFile.SourcePath, suite.Location);
                CheckSuite(
                    suiteRead with
                    {
                        Diagnostics = [.. names.WithPlace(suiteRead.Diagnostics, suiteFile, file)],
                    },
                    manifest,
                    isFirst: listed.Add(suiteFile.SourcePath)
                );
            }
        }

        foreach (var suite in project.Suites.Where(suite => !listed.Contains(suite.SourcePath)))
        {
            CheckSuite(new SuiteReader().Read(suite.CopyPath, suite.SourcePath), manifest: null, isFirst: true);
        }

        _diagnostics.AddRange(names.ReportUnlisted(listed));
    }

    // A suite may be listed twice, with different callers; its own problems are told once.
    private void CheckSuite(SuiteReadResult read, CekuraManifest? manifest, bool isFirst)
    {
        _diagnostics.AddRange(isFirst ? read.Diagnostics : []);
        if (read.Suite is { } suite)
        {
            _diagnostics.AddRange(isFirst ? SuiteLint.Check(suite).Where(IsMeant) : []);
            _diagnostics.AddRange(
                !isFirst ? []
                : _seed is null ? SuiteLint.CheckOutcomes(suite)
                : _seed.Check(suite, _settings.AgentId ?? manifest?.AgentId)
            );
            Count(suite.Name, SuiteMatrix.Expand(suite, manifest, _settings));
        }
    }

    // A caller that a model plays hangs up without a tool.
    private bool IsMeant(ManifestDiagnostic warning) => warning.Code != DiagnosticCodes.CallerNeverEnds || _seed is not { HasModel: true };

    // An option that a mode needs may still come from the environment or the command line of the run.
    private void ReportRule(ManifestDiagnostic rule)
    {
        if (rule.Code != DiagnosticCodes.MissingOption)
        {
            _diagnostics.Add(rule);
        }
    }

    private void Count(string suite, IReadOnlyList<ScenarioCase> cases)
    {
        _suites.Add(new DiscoveredSuite(suite, cases));
        _runs += cases.Sum(scenarioCase => (long)scenarioCase.RunCount);
    }

    private void CheckDoubles(bool isCodeFirst)
    {
        var doubles = new List<ManifestDiagnostic>();
        SameTests.Settle(_suites, _settings, doubles);
        _diagnostics.AddRange(isCodeFirst ? doubles.Select(problem => problem with { Severity = DiagnosticSeverity.Warning }) : doubles);
    }

    private void CheckRuns(ProjectFiles project)
    {
        if (_runs > ManyRuns)
        {
            _diagnostics.Add(
                new ManifestDiagnostic(
                    DiagnosticCodes.ManyRuns,
                    DiagnosticSeverity.Warning,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"One \"dotnet test\" of this project starts {_runs} runs, which cost money and time. \"dotnet build -t:CekuraPlan\" shows where they come from; the setting MaxRuns limits them."
                    ),
                    new SourceLocation(project.Manifests.Concat(project.Suites).First().SourcePath, 1, 1)
                )
            );
        }
    }
}
