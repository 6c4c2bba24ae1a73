using Cekura.Runs.Lint;
using Cekura.Runs.Settings;
using Microsoft.Build.Framework;

namespace Cekura.Build.Tasks;

/// <summary>Checks every manifest and suite of a project, and its settings files, without the network.</summary>
[MSBuildMultiThreadableTask]
public sealed class ValidateCekuraManifest : CekuraTask
{
    /// <summary>Whether the project may name manifests in code, with Cekura.NUnit.</summary>
    public bool IsCodeFirst { get; set; }

    /// <summary>False when something has an error.</summary>
    public override bool Execute()
    {
        Log.Report(ProjectCheck.Check(Files(), SettingsFile.Read(RunSettings), IsCodeFirst));
        foreach (var file in new[] { RunSettings, NamedSettings }.Where(file => !string.IsNullOrEmpty(file)).Distinct(StringComparer.Ordinal))
        {
            Log.Report(SettingsFile.Check(file!));
        }

        return !Log.HasLoggedErrors;
    }
}
