using Cekura.Runs.Lint;
using Cekura.Runs.Manifest;
using Cekura.Runs.Suites;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Cekura.Build.Tasks;

/// <summary>Checks every manifest and suite of a project, and its settings file, without the network.</summary>
[MSBuildMultiThreadableTask]
public sealed class ValidateCekuraManifest : Task
{
    /// <summary>The manifests, as absolute paths.</summary>
    public ITaskItem[] Manifests { get; set; } = [];

    /// <summary>The suites, as absolute paths.</summary>
    public ITaskItem[] Suites { get; set; } = [];

    /// <summary>The settings file, as an absolute path; null when the project has none.</summary>
    public string? RunSettings { get; set; }

    /// <summary>False when something has an error.</summary>
    public override bool Execute()
    {
        // A suite that lies outside of the project, or is gone, is known by its manifest alone.
        var suites = Suites.Select(item => item.ItemSpec).Distinct(StringComparer.Ordinal).ToDictionary(path => path, SourceLocation? (_) => null, StringComparer.Ordinal);
        foreach (var path in Manifests.Select(item => item.ItemSpec))
        {
            var read = new ManifestReader().Read(path);
            Log.Report(read.Diagnostics);
            if (read.Manifest is { } manifest)
            {
                Log.Report(ManifestLint.Check(manifest));
                foreach (var suite in manifest.Suites)
                {
                    suites.TryAdd(suite.FullPath(path), suite.Location);
                }
            }
        }

        foreach (var (path, listedAt) in suites)
        {
            var read = new SuiteReader().Read(path, listedAt: listedAt);
            Log.Report(read.Diagnostics);
            Log.Report(read.Suite is { } suite ? SuiteLint.Check(suite) : []);
        }

        if (RunSettings is { Length: > 0 } settings)
        {
            Log.Report(SettingsFile.Check(settings));
        }

        return !Log.HasLoggedErrors;
    }
}
