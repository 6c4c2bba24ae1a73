using Cekura.Emulator;
using Cekura.Emulator.Seed;
using Cekura.Manifests.Text;

namespace Cekura.Build.Tasks;

/// <summary>Checks a seed of the emulator with the emulator's own reader.</summary>
internal static class SeedCheck
{
    /// <summary>What is wrong in the seed, and which instructions its callers cannot follow.</summary>
    /// <param name="path">The seed.</param>
    /// <param name="hasModel">Whether settings name a model, beside which rules are not all that a caller has.</param>
    /// <param name="say">Hears what callers make of each instruction.</param>
    public static IReadOnlyList<ManifestDiagnostic> Check(string path, bool hasModel, Action<string> say)
    {
        try
        {
            EmulatorSeed.Load(path);
            return CallerLint.OfSeed(path, hasModel, say);
        }
        catch (EmulatorSeedException e)
        {
            return [.. e.Others.Prepend(e).Select(error => Diagnostic(error, path))];
        }
    }

    // A seed that is not there may be written before the tests run.
    private static ManifestDiagnostic Diagnostic(EmulatorSeedException error, string path) =>
        new(
            error.Code!,
            error.Code == SeedCode.NotFound ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
            error.Problem,
            new SourceLocation(path, Math.Max(1, error.Line), Math.Max(1, error.Column))
        );
}
