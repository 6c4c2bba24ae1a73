using System.Text.Json.Nodes;

namespace Cekura.Manifests.Suites;

/// <summary>What the test cases of one suite share when they are sent.</summary>
/// <param name="Path">The file.</param>
/// <param name="Json">The object <c>suite</c> as written; null when there is none. Not to be changed.</param>
/// <param name="ConcurrencyLimit">Runs at the same time, from <c>defaults</c>, at least 1; null when not given.</param>
internal sealed record SuiteHead(string Path, JsonObject? Json, int? ConcurrencyLimit);
