using System.Xml.Linq;

namespace Cekura.Architecture.Tests;

/// <summary>The picture in the documentation shows what the projects reference, and no more.</summary>
public sealed class PictureTests
{
    [Fact]
    public void Every_arrow_is_a_reference_and_every_reference_an_arrow()
    {
        var drawn = XDocument
            .Load(Path.Combine(Repository.Root, "docs", "images", "architecture.svg"))
            .Descendants()
            .Select(element => (string?)element.Attribute("data-arrow"))
            .OfType<string>();

        Assert.Equal(References().Order(StringComparer.Ordinal), drawn.Order(StringComparer.Ordinal));
    }

    // A project that is only built before, or packed, is not referenced.
    private static IEnumerable<string> References() =>
        from file in Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
        from reference in XDocument.Load(file).Descendants("ProjectReference")
        where (string?)reference.Attribute("ReferenceOutputAssembly") != "false"
        select $"{Path.GetFileNameWithoutExtension(file)} {((string)reference.Attribute("Include")!).Split('\\', '/')[^1].Replace(".csproj", "", StringComparison.Ordinal)}";
}
