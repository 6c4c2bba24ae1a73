using System.Reflection;
using System.Text.RegularExpressions;

namespace Cekura.NUnit.Tests.Documentation;

/// <summary>The code of <c>docs/code-first.md</c> is that of the file beside this one, which is compiled.</summary>
public sealed class PageTests
{
    private static readonly Dictionary<string, string> Metadata = typeof(PageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .DistinctBy(attribute => attribute.Key, StringComparer.Ordinal).ToDictionary(attribute => attribute.Key, attribute => attribute.Value!, StringComparer.Ordinal);

    [Fact]
    public async Task Every_block_of_code_is_compiled()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Metadata["RepositoryDirectory"], "docs", "code-first.md"));
        var compiled = Words(await File.ReadAllTextAsync(Path.Combine(Metadata["ProjectDirectory"], "Documentation", "CodeFirst.cs")));

        var blocks = Regex.Matches(page.ReplaceLineEndings("\n"), "```csharp\n(.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value).ToList();

        Assert.True(blocks.Count >= 4);
        Assert.All(blocks, block => Assert.Contains(Words(block), compiled, StringComparison.Ordinal));
    }

    private static string Words(string code) => Regex.Replace(code, @"\s+", " ").Trim();
}
