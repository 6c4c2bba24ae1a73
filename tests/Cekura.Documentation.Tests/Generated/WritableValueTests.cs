using System.Text.RegularExpressions;
using Cekura.Documentation.Tests.Reading;

namespace Cekura.Documentation.Tests.Generated;

/// <summary>
/// Pages that are written out of code speak of what people write: settings and options of a command have no null, and a manifest has it in
/// JSON alone.
/// </summary>
public sealed partial class WritableValueTests
{
    [Theory]
    [InlineData("docs/settings.md")]
    [InlineData("docs/commands.md")]
    [InlineData("docs/diagnostics/README.md")]
    public void Null_is_nothing_that_can_be_written(string page) =>
        Assert.DoesNotContain(MarkdownPage.Read(page).Prose, line => Null().IsMatch(line.Text));

    [Fact]
    public void In_a_manifest_null_is_the_value_of_an_option_and_no_explanation()
    {
        var rows = MarkdownPage
            .Read("docs/manifest.md")
            .Prose.Where(line => Null().IsMatch(line.Text))
            .Select(line => line.Text.Split(" | "));

        Assert.All(rows, cells => Assert.Equal([false, false, true, false], cells.Select(cell => Null().IsMatch(cell))));
    }

    [GeneratedRegex(@"\bnull\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Null();
}
