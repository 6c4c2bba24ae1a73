using Cekura.Manifests.Discovery;
using Cekura.Manifests.Settings;
using Microsoft.Build.Framework;

namespace Cekura.Build.Tasks;

/// <summary>
/// Checks every manifest and suite of a project, its settings files, and the seed of the emulator that they name, without the network.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ValidateCekuraManifest : CekuraTask
{
    /// <summary>Whether the project may name manifests in code, with Cekura.NUnit.</summary>
    public bool IsCodeFirst { get; set; }

    /// <summary>False when something has an error.</summary>
    public override bool Execute()
    {
        Log.Report(ProjectCheck.Check(Files(), SettingsFile.Read(RunSettings), IsCodeFirst));
        var settings = SettingsFile.Read(RunSettings);
        var planned = PlannedSettings
            .Read(RunSettings, NamedSettings, Path.GetDirectoryName(Project)!, new Dictionary<string, string?>(), ConfigFile.Parse("", ""))
            .Settings;
        var hasModel = new[] { settings, planned }.Any(read => read is { ModelUrl: not null } or { CallerModel: not null });
        foreach (
            var seed in new[] { settings, planned }
                .Where(read => read is { UsesEmulator: true, Seed: not null })
                .Select(read => read!.Seed!)
                .Distinct(StringComparer.Ordinal)
        )
        {
            Log.Report(SeedCheck.Check(seed, hasModel, heard => Log.LogMessage(MessageImportance.Normal, "{0}", heard)));
        }

        if (settings.UsesEmulator || planned is { UsesEmulator: true })
        {
            Log.Report(Suites.SelectMany(suite => CallerLint.OfSuite(suite.ItemSpec, hasModel)));
        }

        foreach (
            var file in new[] { RunSettings, NamedSettings }.Where(file => !string.IsNullOrEmpty(file)).Distinct(StringComparer.Ordinal)
        )
        {
            Log.Report(SettingsFile.Check(file!));
        }

        return !Log.HasLoggedErrors;
    }
}
