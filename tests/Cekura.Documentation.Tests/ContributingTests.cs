using Cekura.Documentation.Tests.Reading;

namespace Cekura.Documentation.Tests;

/// <summary>A fresh reader finds in one table of CONTRIBUTING where a change begins, goes on and is held.</summary>
public sealed class ContributingTests
{
    private static readonly IReadOnlyList<string[]> Rows =
    [
        .. MarkdownPage
            .Read("CONTRIBUTING.md")
            .Prose.Select(line => line.Text)
            .SkipWhile(line => !line.StartsWith("| To ", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    [Theory]
    [InlineData("add a setting")]
    [InlineData("add a mode")]
    [InlineData("add a protocol that agents speak")]
    [InlineData("change a verdict rule")]
    public void Each_common_change_has_its_row(string change) => Assert.Single(Rows, row => row[0] == change);

    [Fact]
    public void Each_row_names_where_to_begin_and_the_tests_that_hold_it() =>
        Assert.All(Rows, row =>
            Assert.True(
                row is [_, var begin, _, var tests]
                    && begin.Contains("`src/", StringComparison.Ordinal)
                    && tests.Contains("`tests/", StringComparison.Ordinal),
                row[0]
            )
        );
}
