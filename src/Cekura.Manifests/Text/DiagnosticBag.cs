namespace Cekura.Manifests.Text;

/// <summary>Collects what is wrong in one text; keeps a bounded number and counts the rest.</summary>
internal sealed class DiagnosticBag(TextPositions positions)
{
    /// <summary>Diagnostics that are shown; the rest is counted.</summary>
    public const int MaxDiagnostics = 100;

    private readonly List<ManifestDiagnostic> _errors = [];
    private readonly List<ManifestDiagnostic> _warnings = [];
    private int _count;

    public bool HasErrors => _errors.Count > 0;

    public TextPositions Positions => positions;

    public void Error(string code, int offset, string message) => Add(_errors, code, DiagnosticSeverity.Error, message, offset);

    public void Warning(string code, int offset, string message) => Add(_warnings, code, DiagnosticSeverity.Warning, message, offset);

    /// <summary>By position; when there are too many, errors are kept before warnings.</summary>
    public IReadOnlyList<ManifestDiagnostic> ToList()
    {
        var shown = _errors
            .Concat(_warnings)
            .Take(MaxDiagnostics)
            .OrderBy(diagnostic => diagnostic.Location.Line)
            .ThenBy(diagnostic => diagnostic.Location.Column)
            .ToList();
        if (_count > shown.Count)
        {
            var severity = HasErrors ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
            var message = $"{_count - shown.Count} more problems are not shown. Mend these first.";
            shown.Add(new ManifestDiagnostic(DiagnosticCodes.MoreProblems, severity, message, shown[^1].Location));
        }

        return shown;
    }

    private void Add(List<ManifestDiagnostic> kept, string code, DiagnosticSeverity severity, string message, int offset)
    {
        _count++;
        if (kept.Count < MaxDiagnostics)
        {
            kept.Add(new ManifestDiagnostic(code, severity, message, positions.At(offset)));
        }
    }
}
