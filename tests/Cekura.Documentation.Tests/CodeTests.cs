using Cekura.Documentation.Tests.Code;
using Cekura.Documentation.Tests.Reading;

namespace Cekura.Documentation.Tests;

/// <summary>What people copy from a page works.</summary>
public sealed class CodeTests
{
    // What the pages of error codes show is wrong on purpose; those have tests of their own.
    private static readonly IReadOnlyList<CodeBlock> Blocks =
    [
        .. DocumentationFiles
            .Pages.Where(page => !page.StartsWith("docs/diagnostics/CEK", StringComparison.Ordinal))
            .SelectMany(page => MarkdownPage.Read(page).Code),
    ];

    private static readonly string[] Known = ["", "text", "json", "jsonc", "xml", "sh", "csharp", "yaml"];

    public static TheoryData<string> Pages => [.. Blocks.Select(block => block.Page).Distinct(StringComparer.Ordinal)];

    [Fact]
    public void There_is_code_of_each_kind_to_look_at()
    {
        string[] kinds = ["jsonc", "xml", "sh", "csharp"];

        Assert.Empty(kinds.Except(Blocks.Select(block => block.Language)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_is_in_a_language_that_is_looked_at(string page) =>
        Assert.All(Of(page), block => Assert.Contains(block.Language, Known));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Manifests_suites_seeds_and_baselines_can_be_read(string page) =>
        Assert.Empty(Problems(page, ["json", "jsonc"], block => [JsonBlock.Problem(block.Text)]));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Settings_and_projects_can_be_read(string page) =>
        Assert.Empty(Problems(page, ["xml"], block => [XmlBlock.Problem(block.Text)]));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Command_lines_are_understood_and_name_files_that_exist(string page) =>
        Assert.Empty(Problems(page, ["sh"], block => block.Lines.Select(ShellBlock.Problem)));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Code_compiles(string page) => Assert.Empty(Problems(page, ["csharp"], block => CSharpBlock.Problems(block.Text)));

    private static IEnumerable<CodeBlock> Of(string page) => Blocks.Where(block => block.Page == page);

    private static IEnumerable<string> Problems(string page, string[] languages, Func<CodeBlock, IEnumerable<string?>> find) =>
        Of(page)
            .Where(block => languages.Contains(block.Language))
            .SelectMany(block => find(block).Where(problem => problem is not null).Select(problem => $"{block}: {problem}"));
}
