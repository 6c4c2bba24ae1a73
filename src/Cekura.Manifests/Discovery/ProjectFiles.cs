namespace Cekura.Manifests.Discovery;

/// <summary>What a test project holds for us.</summary>
/// <param name="Name">Name of the project, for a manifest that stands in the settings.</param>
/// <param name="SettingsPath">The project's own settings file, whether it exists or not.</param>
/// <param name="Manifests">Its manifests, in the order of the build.</param>
/// <param name="Suites">Its suites, in the order of the build.</param>
internal sealed record ProjectFiles(
    string Name,
    string SettingsPath,
    IReadOnlyList<SourceFile> Manifests,
    IReadOnlyList<SourceFile> Suites
);
