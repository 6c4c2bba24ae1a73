using Cekura.Documentation.Tests.Reading;

namespace Cekura.Documentation.Tests;

/// <summary>Links lead somewhere.</summary>
public sealed class LinkTests
{
    public static TheoryData<string> Pages => [.. DocumentationFiles.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_to_a_file_and_an_anchor_that_exist(string page)
    {
        var broken = MarkdownPage.Read(page).Links.Where(link => !IsElsewhere(link) && !Exists(page, link));

        Assert.Empty(broken);
    }

    [Fact]
    public void Every_page_of_the_documentation_is_within_three_links_of_the_README()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { "README.md" };
        for (var step = 0; step < 3; step++)
        {
            reached.UnionWith(
                reached
                    .ToList()
                    .Where(page => page.EndsWith(".md", StringComparison.Ordinal) && File.Exists(DocumentationFiles.InRepository(page)))
                    .SelectMany(page =>
                        MarkdownPage.Read(page).Links.Where(link => !IsElsewhere(link)).Select(link => Target(page, link.Split('#')[0]))
                    )
                    .ToList()
            );
        }

        Assert.Empty(DocumentationFiles.Pages.Where(page => page.StartsWith("docs/", StringComparison.Ordinal)).Except(reached));
    }

    [Fact]
    public void The_README_fits_one_screen_and_has_the_two_commands()
    {
        var lines = File.ReadAllLines(DocumentationFiles.InRepository("README.md"));

        Assert.InRange(lines.Length, 1, 80);
        Assert.Contains("dotnet test samples/AppointmentTests", lines);
        Assert.Contains("dotnet test Cekura.TestAdapter.sln", lines);
    }

    private static bool IsElsewhere(string link) =>
        link.StartsWith("https://", StringComparison.Ordinal) || link.StartsWith("http://", StringComparison.Ordinal);

    private static bool Exists(string page, string link)
    {
        var parts = link.Split('#');
        var target = Target(page, parts[0]);
        var path = DocumentationFiles.InRepository(target);
        return parts.Length == 1
            ? File.Exists(path) || Directory.Exists(path)
            : File.Exists(path) && MarkdownPage.Read(target).Anchors.Contains(parts[1], StringComparer.Ordinal);
    }

    private static string Target(string page, string path)
    {
        var from = Path.GetDirectoryName(page) ?? "";
        var target = path.Length == 0 ? page : Path.GetRelativePath(".", Path.Combine(from, path));
        return target.Replace('\\', '/').TrimEnd('/');
    }
}
