using System.Text.RegularExpressions;
using Cekura.Documentation.Tests.Reading;

namespace Cekura.Documentation.Tests;

/// <summary>A page that names a file of this repository, or the test that holds what it says, names one that there is.</summary>
public sealed partial class NamedFileTests
{
    private static readonly HashSet<string> Classes =
    [
        .. Directory
            .EnumerateFiles(DocumentationFiles.InRepository("tests"), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)),
    ];

    [Fact]
    public void Every_path_is_there()
    {
        var missing = Lines()
            .SelectMany(line =>
                PathOfOurs().Matches(line.Text).Select(match => (line.Page, line.Line, Path: match.Value.TrimEnd('.', '/')))
            )
            .Where(named =>
                !File.Exists(DocumentationFiles.InRepository(named.Path)) && !Directory.Exists(DocumentationFiles.InRepository(named.Path))
            );

        Assert.Empty(missing);
    }

    [Fact]
    public void A_file_of_code_is_named_with_its_folder()
    {
        var bare = MarkdownPage
            .Read("CONTRIBUTING.md")
            .Spans.Where(span => span.EndsWith(".cs", StringComparison.Ordinal) && !span.Contains('/', StringComparison.Ordinal));

        Assert.Empty(bare);
    }

    [Fact]
    public void Every_test_is_there()
    {
        var missing = DocumentationFiles
            .Pages.SelectMany(page => MarkdownPage.Read(page).Spans.Select(span => (Page: page, Test: span)))
            .Where(named => ClassOfTests().IsMatch(named.Test) && !Classes.Contains(named.Test));

        Assert.Empty(missing);
    }

    private static IEnumerable<(string Page, int Line, string Text)> Lines() =>
        DocumentationFiles
            .Pages.Where(page => !page.StartsWith("docs/diagnostics/", StringComparison.Ordinal))
            .SelectMany(page => File.ReadLines(DocumentationFiles.InRepository(page)).Select((text, line) => (page, line + 1, text)));

    // A wildcard and what a placeholder leaves open are no path.
    [GeneratedRegex(
        @"(?<![\w./-])(src|tests|docs|build|samples)/[\w./-]+(?![\w*<])",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex PathOfOurs();

    [GeneratedRegex(@"^[A-Z]\w+(Tests|Answers)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex ClassOfTests();
}
