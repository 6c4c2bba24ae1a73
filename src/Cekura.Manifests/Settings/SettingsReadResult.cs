namespace Cekura.Manifests.Settings;

/// <summary>What reading the settings gave.</summary>
/// <param name="Settings">The settings, null when any diagnostic is an error.</param>
/// <param name="Credentials">The API key, null when there is none. The emulator needs none.</param>
/// <param name="Diagnostics">Errors and warnings.</param>
internal sealed record SettingsReadResult(
    CekuraSettings? Settings,
    CekuraCredentials? Credentials,
    IReadOnlyList<SettingsDiagnostic> Diagnostics
)
{
    /// <summary>
    /// Every setting that is not the default, with its place: <c>MaxRuns=1 (ci.runsettings:5)</c>. Of options, whose values may be secrets,
    /// only names.
    /// </summary>
    internal IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>The line that shows them; null when everything is the default.</summary>
    internal string? OriginLine => Origins.Count == 0 ? null : $"Settings: {string.Join(", ", Origins)}";
}
