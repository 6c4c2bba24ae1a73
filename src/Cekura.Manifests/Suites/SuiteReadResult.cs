using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>What reading a suite gave.</summary>
/// <param name="Suite">The suite, null when any diagnostic is an error.</param>
/// <param name="Diagnostics">
/// Errors and warnings, by position. At most <see cref="DiagnosticBag.MaxDiagnostics"/>, then one that counts the rest.
/// </param>
/// <param name="FollowsSchema">
/// Whether the service's schema (version 1) accepts the document. It can be true although there are errors: conditional actions,
/// duplicates and sizes have rules that the schema does not express. False when there is no JSON value to hold to the schema.
/// </param>
internal sealed record SuiteReadResult(TestSuite? Suite, IReadOnlyList<ManifestDiagnostic> Diagnostics, bool FollowsSchema);
