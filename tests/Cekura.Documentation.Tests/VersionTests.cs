using System.Text.RegularExpressions;
using Cekura.Documentation.Tests.Generated;
using Cekura.Documentation.Tests.Reading;

namespace Cekura.Documentation.Tests;

/// <summary>Pages and samples name the release that is worked on: Directory.Build.props says it once.</summary>
public sealed class VersionTests
{
    private static readonly Regex Reference = new(
        @"(?<package><PackageReference Include=""Cekura\.[\w.]+"" Version="")[^""]*",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    );

    [Fact]
    public void Every_page_and_sample_asks_for_the_same_version()
    {
        var samples = Directory
            .GetFiles(DocumentationFiles.InRepository("samples"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(DocumentationFiles.Repository, file));
        var files = DocumentationFiles
            .Pages.Concat(samples)
            .Select(file => (Path: file, Text: File.ReadAllText(DocumentationFiles.InRepository(file))))
            .Where(file => Reference.IsMatch(file.Text))
            .ToList();

        Assert.True(files.Count > 5, "There is nothing to look at.");
        Assert.All(files, file =>
            GeneratedPage.Check(file.Path, Reference.Replace(file.Text, $"${{package}}{DocumentationFiles.Version}"))
        );
    }
}
