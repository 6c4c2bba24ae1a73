using Cekura.Manifests.Text;

namespace Cekura.Manifests.Settings;

/// <summary>Something wrong with the settings: what, where, and what to do next.</summary>
/// <param name="Code">One of <see cref="DiagnosticCodes"/>; each has a page in <c>docs/diagnostics</c>.</param>
/// <param name="Severity">Whether it stops the run.</param>
/// <param name="Message">One line for people.</param>
/// <param name="Source">Where the value comes from: <c>runsettings</c>, an environment variable, or the config file with its line.</param>
internal sealed record SettingsDiagnostic(string Code, DiagnosticSeverity Severity, string Message, string Source)
{
    /// <summary>
    /// The key of section <c>Cekura</c> that it is about, as it was written; null when the value does not come from there.
    /// </summary>
    public string? Setting { get; init; }

    /// <summary>The form that builds and editors understand: <c>runsettings : error CEK0202: …</c>.</summary>
    public override string ToString() => $"{Source} : {(Severity == DiagnosticSeverity.Error ? "error" : "warning")} {Code}: {Message}";
}
