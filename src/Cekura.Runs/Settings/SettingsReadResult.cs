namespace Cekura.Runs.Settings;

/// <summary>What reading the settings gave.</summary>
/// <param name="Settings">The settings, null when any diagnostic is an error.</param>
/// <param name="Credentials">The API key, null when there is none. The emulator needs none.</param>
/// <param name="Diagnostics">Errors and warnings.</param>
public sealed record SettingsReadResult(
    CekuraSettings? Settings, CekuraCredentials? Credentials, IReadOnlyList<SettingsDiagnostic> Diagnostics);
