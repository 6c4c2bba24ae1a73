using System.Reflection;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Text;

public sealed class DiagnosticCodesTests
{
    private static readonly string[] Codes =
        [.. typeof(DiagnosticCodes).GetFields().Concat(typeof(SeedDiagnosticCodes).GetFields()).Select(field => (string)field.GetRawConstantValue()!)];

    [Fact]
    public void No_code_has_two_meanings() => Assert.Equal(Codes.Distinct(StringComparer.Ordinal), Codes);

    [Fact]
    public void Each_code_has_its_page_and_each_page_its_code()
    {
        var repository = typeof(DiagnosticCodesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(entry => entry.Key == "RepositoryDirectory").Value!;
        var pages = Directory.GetFiles(Path.Combine(repository, "docs", "diagnostics"), "CEK*.md");

        Assert.Equal(Codes.Order(StringComparer.Ordinal), pages.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        Assert.All(pages, page =>
        {
            var text = File.ReadAllText(page);
            Assert.StartsWith($"# {Path.GetFileNameWithoutExtension(page)}: ", text, StringComparison.Ordinal);
            Assert.Contains("## Example", text, StringComparison.Ordinal);
            Assert.Contains("## Fix", text, StringComparison.Ordinal);
        });
    }
}
