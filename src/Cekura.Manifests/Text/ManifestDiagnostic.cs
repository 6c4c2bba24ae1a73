namespace Cekura.Manifests.Text;

/// <summary>Something wrong in a manifest: what, where, and what to do next.</summary>
/// <param name="Code">One of <see cref="DiagnosticCodes"/>; each has a page in <c>docs/diagnostics</c>.</param>
/// <param name="Severity">Whether it stops the run.</param>
/// <param name="Message">One line for people.</param>
/// <param name="Location">Where it stands.</param>
internal sealed record ManifestDiagnostic(string Code, DiagnosticSeverity Severity, string Message, SourceLocation Location)
{
    /// <summary>The form that builds and editors understand: <c>cekura.json(12,18): error CEK0114: …</c>.</summary>
    public override string ToString() => $"{Location}: {(Severity == DiagnosticSeverity.Error ? "error" : "warning")} {Code}: {Message}";
}
