using System.Globalization;
using System.Text;
using Cekura.Documentation.Tests.Reading;

namespace Cekura.Documentation.Tests.Generated;

/// <summary><c>docs/diagnostics/README.md</c>, out of the pages beside it.</summary>
public sealed class DiagnosticsPageTests
{
    private static readonly (string Prefix, string Title)[] Groups =
    [
        ("CEK01", "Manifests, modes and options"),
        ("CEK02", "Settings and credentials"),
        ("CEK03", "Suites and conditional actions"),
        ("CEK04", "What is allowed and probably not meant, and the build"),
        ("CEK05", "Baselines"),
        ("CEK06", "The emulator's seed"),
    ];

    [Fact]
    public void Docs_diagnostics_lists_every_page()
    {
        var pages = Directory
            .GetFiles(DocumentationFiles.InRepository("docs", "diagnostics"), "CEK*.md")
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllLines)
            .ToList();
        var text = new StringBuilder("# Error codes\n\n<!-- Written by DiagnosticsPageTests out of the pages of this folder. -->\n\n");
        text.Append(
            "A code never changes its meaning and is never used again. Messages name file, line and column, and say what to do; the pages have an example and its fix.\n"
        );
        foreach (var (prefix, title) in Groups)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| Code | | Severity |\n|---|---|---|\n");
            foreach (var page in pages.Where(page => page[0].StartsWith($"# {prefix}", StringComparison.Ordinal)))
            {
                var head = page[0][2..].Split(": ", 2);
                var severity = page.First(line => line.StartsWith("Severity: ", StringComparison.Ordinal))["Severity: ".Length..]
                    .Split('.')[0];
                text.Append(CultureInfo.InvariantCulture, $"| [{head[0]}]({head[0]}.md) | {head[1]} | {severity} |\n");
            }
        }

        var listed = pages.Count(page => Groups.Any(group => page[0].StartsWith($"# {group.Prefix}", StringComparison.Ordinal)));
        Assert.Equal(pages.Count, listed);
        GeneratedPage.Check("docs/diagnostics/README.md", text.ToString());
    }
}
