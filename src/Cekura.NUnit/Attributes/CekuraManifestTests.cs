using System.ComponentModel;
using Cekura.NUnit.Attributes;

namespace Cekura.NUnit;

/// <summary>
/// A fixture that holds every case of the project's manifests and suites, with the names and the verdicts that <c>Cekura.TestAdapter</c>
/// would give them. A project has one class of it, which may have <c>[OneTimeSetUp]</c> and <c>[SetUp]</c>, and needs nothing.
/// </summary>
/// <example><code>public sealed class Manifests : CekuraManifestTests;</code></example>
public abstract class CekuraManifestTests
{
    /// <summary>
    /// Called by NUnit for each case, when its conversation is over. The verdict decides, and the conversation is attached.
    /// </summary>
    /// <param name="run">The finished run.</param>
    [ProjectCases]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Verdict(CekuraRun run) => ArgumentNullException.ThrowIfNull(run);
}
