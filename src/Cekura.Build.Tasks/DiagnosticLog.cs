using Cekura.Manifests.Text;
using Microsoft.Build.Utilities;

namespace Cekura.Build.Tasks;

/// <summary>
/// Writes diagnostics so that consoles, error lists and CI systems understand them: <c>cekura.json(12,18): error CEK0114: …</c>.
/// </summary>
internal static class DiagnosticLog
{
    public static void Report(this TaskLoggingHelper log, IEnumerable<ManifestDiagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            log.Report(diagnostic.Severity, diagnostic.Code, diagnostic.Location, diagnostic.Message);
        }
    }

    public static void Report(this TaskLoggingHelper log, DiagnosticSeverity severity, string code, SourceLocation location, string message)
    {
        // Without arguments the text is not taken for a format: braces of a user's file stay braces.
        if (severity == DiagnosticSeverity.Error)
        {
            log.LogError(
                subcategory: null,
                code,
                helpKeyword: null,
                helpLink: null,
                location.Path,
                location.Line,
                location.Column,
                0,
                0,
                message,
                messageArgs: []
            );
        }
        else
        {
            log.LogWarning(
                subcategory: null,
                code,
                helpKeyword: null,
                helpLink: null,
                location.Path,
                location.Line,
                location.Column,
                0,
                0,
                message,
                messageArgs: []
            );
        }
    }
}
