using Cekura.Documentation.Tests.Reading;
using Cekura.Emulator.Seed;
using Cekura.Manifests.Text;

namespace Cekura.Documentation.Tests;

/// <summary>The codes of manifests, settings and suites, and those of seeds, which the emulator names because it stands alone.</summary>
public sealed class DiagnosticCodesTests
{
    private static readonly string[] Codes =
    [
        .. typeof(DiagnosticCodes).GetFields().Concat(typeof(SeedCode).GetFields()).Select(field => (string)field.GetRawConstantValue()!),
    ];

    [Fact]
    public void No_code_has_two_meanings() => Assert.Equal(Codes.Distinct(StringComparer.Ordinal), Codes);

    [Fact]
    public void Each_code_has_its_page_and_each_page_its_code()
    {
        var pages = Directory.GetFiles(DocumentationFiles.InRepository("docs", "diagnostics"), "CEK*.md");

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
