using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>
/// Collects what is wrong in a suite, and keeps apart what the service's schema rejects from what only we reject: the first must be
/// the same as any validator of that schema says.
/// </summary>
internal sealed class SuiteProblems(DiagnosticBag diagnostics)
{
    /// <summary>Whether the schema rejects the document; also true for a violation that is not shown because there are too many.</summary>
    public bool BreaksSchema { get; private set; }

    /// <summary>A rule of the schema is broken.</summary>
    public void Schema(string code, int offset, string message)
    {
        BreaksSchema = true;
        diagnostics.Error(code, offset, message);
    }

    /// <summary>A rule is broken that the schema does not express.</summary>
    public void Rule(string code, int offset, string message) => diagnostics.Error(code, offset, message);

    /// <summary>Probably not meant.</summary>
    public void Warning(string code, int offset, string message) => diagnostics.Warning(code, offset, message);

    public SourceLocation At(int offset) => diagnostics.Positions.At(offset);
}
