using Cekura.Manifests.Text;

namespace Cekura.NUnit.Building;

/// <summary>What is said of a project before its tests start.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Text">The words.</param>
internal sealed record ProjectNote(MessageSeverity Severity, string Text);
