using System.Text.RegularExpressions;
using Cekura.Documentation.Tests.Reading;

namespace Cekura.Documentation.Tests;

/// <summary>What the page of symptoms quotes is what people see.</summary>
public sealed partial class TroubleshootingTests
{
    private const string Page = "docs/troubleshooting.md";

    // Words of the platform and of .NET, which are in no source of ours.
    private static readonly string[] Platforms =
    [
        "No test is available",
        "No test matches the given testcase filter",
        "the remote certificate is invalid",
        "Passed!",
    ];

    private static readonly string Text = File.ReadAllText(DocumentationFiles.InRepository(Page));

    public static TheoryData<string> Messages =>
        [
            .. Text.Split('\n')
                .Where(line => line.StartsWith("### ", StringComparison.Ordinal))
                .SelectMany(line => Quoted().Matches(line))
                .Select(match => match.Groups["text"].Value)
                .Except(Platforms),
        ];

    public static TheoryData<string> Commands => [.. Command().Matches(Text).Select(match => match.Groups["text"].Value).Distinct()];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_that_is_quoted_is_the_product_s(string message)
    {
        var sources = Directory
            .EnumerateFiles(DocumentationFiles.InRepository("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

        Assert.Contains(sources, path => File.ReadAllText(path).Contains(message, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_that_is_advised_exists(string words) =>
        Assert.Matches($"(?m)^## `{Regex.Escape(words)}", File.ReadAllText(DocumentationFiles.InRepository("docs/commands.md")));

    [GeneratedRegex("\"(?<text>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Quoted();

    [GeneratedRegex("`cekura (?<text>[a-z]+( [a-z]+)?)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Command();
}
