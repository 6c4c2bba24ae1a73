namespace Cekura.Manifests.Text;

/// <summary>How much a diagnostic matters.</summary>
internal enum DiagnosticSeverity
{
    /// <summary>Probably not meant; everything still runs.</summary>
    Warning,

    /// <summary>Nothing runs until it is mended.</summary>
    Error,
}
