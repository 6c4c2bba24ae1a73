using System.Text;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Robustness;

public sealed class ManyErrorsTests
{
    [Fact]
    public void A_manifest_of_1_MB_with_10_000_errors_stops_at_100_and_counts_the_rest()
    {
        // A hundred and some bytes a line, one error in each.
        var lines = Enumerable.Range(1, 10_000).Select(id => $$"""{ "id": {{id}}, "name": "{{new string('n', 60)}}", "mode": "voise" }""");
        var bytes = Encoding.UTF8.GetBytes($"{{ \"scenarios\": [\n{string.Join(",\n", lines)} ] }}");
        Assert.InRange(bytes.Length, 1_000_000, 1_200_000);

        var read = new ManifestReader().Parse(bytes, "cekura.json");

        Assert.Null(read.Manifest);
        Assert.Equal(101, read.Diagnostics.Count);
        Assert.All(read.Diagnostics.Take(100), diagnostic => Assert.Equal(DiagnosticCodes.UnknownMode, diagnostic.Code));
        Assert.Equal(101, read.Diagnostics[99].Location.Line);
        Assert.Equal(DiagnosticCodes.MoreProblems, read.Diagnostics[100].Code);
        Assert.StartsWith("9900 more problems are not shown.", read.Diagnostics[100].Message, StringComparison.Ordinal);
    }
}
