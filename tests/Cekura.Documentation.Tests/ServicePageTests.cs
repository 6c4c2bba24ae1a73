using System.Globalization;
using System.Text.RegularExpressions;
using Cekura.Documentation.Tests.Reading;

namespace Cekura.Documentation.Tests;

/// <summary>
/// <c>docs/service.md</c> explains every number by which code, tests and pages call a disagreement of the service's papers.
/// </summary>
public sealed partial class ServicePageTests
{
    private static readonly HashSet<string> Anchors = [.. MarkdownPage.Read("docs/service.md").Anchors];

    [Fact]
    public void Every_number_has_its_row() =>
        Assert.Empty(Enumerable.Range(1, 39).Select(number => $"d{number.ToString(CultureInfo.InvariantCulture)}").Except(Anchors));

    [Fact]
    public void Every_number_that_is_used_is_explained()
    {
        var sources = new[] { "src", "tests" }.SelectMany(folder =>
            Directory.EnumerateFiles(DocumentationFiles.InRepository(folder), "*.cs", SearchOption.AllDirectories)
        );

        var unknown = sources
            .SelectMany(path =>
                Number().Matches(File.ReadAllText(path)).Select(match => (Path: path, Anchor: match.Groups["anchor"].Value))
            )
            .Where(used => !Anchors.Contains(used.Anchor));

        Assert.Empty(unknown);
    }

    [GeneratedRegex(@"service\.md#(?<anchor>[\w-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Number();
}
