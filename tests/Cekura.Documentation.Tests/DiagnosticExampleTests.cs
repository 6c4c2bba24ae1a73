using Cekura.Documentation.Tests.Code;
using Cekura.Documentation.Tests.Reading;

namespace Cekura.Documentation.Tests;

/// <summary>The example on the page of an error code gives that code.</summary>
public sealed class DiagnosticExampleTests
{
    private static readonly string[] OnlyShown =
    [
        // Sizes that nobody wants to read.
        "CEK0107",
        "CEK0119",
        "CEK0303",
        "CEK0315",
        "CEK0340",
        // Several files, one that is not there, or what the check of a whole project finds (StableNameTests show it).
        "CEK0300",
        "CEK0301",
        "CEK0305",
        "CEK0306",
        "CEK0307",
        "CEK0308",
        "CEK0309",
        "CEK0150",
        "CEK0402",
        "CEK0405",
        "CEK0502",
        "CEK0503",
        // Only the build tells it.
        "CEK0628",
        // The settings may still give the option; commands of the build.
        "CEK0134",
        "CEK0410",
        "CEK0411",
        "CEK0412",
        "CEK0413",
        "CEK0415",
    ];

    public static TheoryData<string> Pages =>
        [
            .. DocumentationFiles
                .Pages.Where(page => page.StartsWith("docs/diagnostics/CEK", StringComparison.Ordinal) && Example(page) is not null)
                .Where(page => !OnlyShown.Contains(Code(page))),
        ];

    [Fact]
    public void Most_pages_have_an_example_that_can_be_read() => Assert.InRange(Pages.Count, 60, int.MaxValue);

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_example_gives_the_code(string page) => Assert.Contains(Code(page), ExampleText.Codes(Example(page)!.Text));

    private static string Code(string page) => Path.GetFileNameWithoutExtension(page);

    private static CodeBlock? Example(string page) =>
        MarkdownPage.Read(page).Code.FirstOrDefault(block => block.Language is "json" or "jsonc");
}
