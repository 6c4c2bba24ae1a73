using Cekura.Manifests.Text;

namespace Cekura.Reports.Ci;

/// <summary>Something that a run said about itself.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Text">One or a few lines for people.</param>
internal sealed record StatusNote(MessageSeverity Severity, string Text);
