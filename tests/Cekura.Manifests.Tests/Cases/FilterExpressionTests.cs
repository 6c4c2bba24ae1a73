using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Tests.Manifest;

namespace Cekura.Manifests.Tests.Cases;

public sealed class FilterExpressionTests
{
    private static readonly IReadOnlyList<ScenarioCase> Cases = CaseMatrix.Expand(
        Reading.Manifest(
            """
            { "name": "S", "personalities": [{ "id": 3, "name": "Calm" }, { "id": 7, "name": "In a hurry" }], "scenarios": [
              { "id": 101, "name": "Book (new)", "folder": "Booking", "tags": ["smoke", "fast"] }, { "id": 102, "name": "Cancel", "mode": "voice" } ] }
            """
        ),
        new CekuraSettings()
    );

    [Theory]
    [InlineData("", 4)]
    [InlineData("Cancel", 2)]
    [InlineData("fullyqualifiedname~calm", 2)]
    [InlineData("Personality=3", 2)]
    [InlineData("Personality!=Calm", 2)]
    [InlineData("Personality=in a hurry & Scenario=101", 1)]
    [InlineData("TestCategory=smoke", 2)]
    [InlineData("TestCategory!=smoke", 2)]
    [InlineData("TestCategory!~a", 2)]
    [InlineData("Mode=voice|TestCategory=fast&Personality=3", 3)]
    [InlineData("(Mode=voice|TestCategory=fast)&Personality=3", 2)]
    [InlineData(@"Scenario=Book \(new\)", 2)]
    [InlineData("Folder=Booking", 2)]
    [InlineData("Nothing", 0)]
    [InlineData("   ", 4)]
    [InlineData(null, 4)]
    [InlineData("Name=Cancel", 2)]
    [InlineData("Name=Cancel [Calm]", 1)]
    [InlineData("DisplayName=Cancel", 0)]
    [InlineData("DisplayName=cancel [calm]", 1)]
    [InlineData("FullyQualifiedName=S.Cancel.Calm", 1)]
    [InlineData("Folder!=Booking", 2)]
    [InlineData("TestProfile!=Maria", 4)]
    [InlineData("Scenario=102", 2)]
    [InlineData("Mode=voice|Mode=text", 4)]
    [InlineData("Mode=voice | Mode=nothing | Personality=3", 3)]
    [InlineData("Personality=3 & Mode=voice & Scenario=102", 1)]
    [InlineData("(Mode=voice)|(Mode=text)", 4)]
    [InlineData("Cancel\\", 0)]
    [InlineData("Mode=voice & ( Personality=3 ) | Mode=text", 3)]
    [InlineData("Cancel!", 0)]
    [InlineData("!Cancel", 0)]
    [InlineData("Mode!", 0)]
    [InlineData(@"Mode=voi\ce", 2)]
    [InlineData("Mode!~voi", 2)]
    public void Leaves_what_it_says(string? filter, int left)
    {
        var expression = FilterExpression.Parse(filter);

        Assert.Equal(left, Cases.Count(expression.Matches));
    }

    [Theory]
    [InlineData("Tags=smok", "\"Tags\" is not a property. Did you mean \"TestCategory\"?")]
    [InlineData("folderpath=Money", "\"folderpath\" is not a property. Did you mean \"Folder\"?")]
    [InlineData("Personalty=3", "\"Personalty\" is not a property. Did you mean \"Personality\"?")]
    [InlineData("Mode=", "The filter has nothing where a name or a value is wanted, at character 6: \"Mode=\".")]
    [InlineData(
        "(Mode=text",
        "The filter has an open parenthesis that nothing closes, at character 1: \"(Mode=text\". A parenthesis that belongs to a name is written with a backslash before it, \\( or \\)"
    )]
    [InlineData(
        "Name=Book (new, urgent) [Calm]",
        "The filter has a parenthesis that opens in the middle of a value, at character 11: \"Name=Book (new, urgent) [Calm]\". A parenthesis that belongs to a name is written with a backslash before it: Name=Book \\(new, urgent\\) [Calm]"
    )]
    [InlineData(
        "(Name=Book (new) [Calm])|Mode=text",
        "The filter has a parenthesis that opens in the middle of a value, at character 12: \"(Name=Book (new) [Calm])|Mode=text\". A parenthesis that belongs to a name is written with a backslash before it, \\( or \\)"
    )]
    [InlineData("Mode=text=voice", "The filter has \"=\" after a whole comparison, at character 10: \"Mode=text=voice\".")]
    [InlineData(
        "Mode=text)",
        "The filter has a closing parenthesis that nothing opens, at character 10: \"Mode=text)\". A parenthesis that belongs to a name is written with a backslash before it: Mode=text\\)"
    )]
    [InlineData("Mode=text&", "The filter has nothing where a name or a value is wanted, at character 11: \"Mode=text&\".")]
    public void Says_what_is_wrong(string filter, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => FilterExpression.Parse(filter)).Message);

    [Theory]
    [InlineData("Personality=In a hury", "No test has Personality \"In a hury\". Did you mean \"In a hurry\"?")]
    [InlineData("Personality=Grumpy&Mode=text", "No test has Personality \"Grumpy\". There are: \"Calm\", \"3\", \"In a hurry\", \"7\".")]
    [InlineData("Bokking", "No test has FullyQualifiedName with \"Bokking\". Did you mean \"Booking\"?")]
    [InlineData("TestProfile=Maria", "No test has any TestProfile.")]
    [InlineData(
        "Mode=voise&Folder=Bookings",
        "No test has Mode \"voise\". Did you mean \"voice\"? No test has Folder \"Bookings\". Did you mean \"Booking\"?"
    )]
    [InlineData("Mode=voice&TestCategory=smoke", "Each of its conditions matches a test, but no test matches them together.")]
    public void Says_what_was_meant_when_nothing_is_left(string filter, string advice)
    {
        var expression = FilterExpression.Parse(filter);

        Assert.DoesNotContain(Cases, expression.Matches);
        Assert.Equal(advice, expression.Advice(Cases));
    }

    [Fact]
    public void A_thousand_parentheses_are_refused() =>
        Assert.Throws<FormatException>(() => FilterExpression.Parse(new string('(', 100_000)));

    [Fact]
    public void A_hundred_parentheses_in_one_another_are_read_and_any_number_one_after_the_other()
    {
        var deep = new string('(', 100) + "Mode=voice" + new string(')', 100);

        Assert.Equal(2, Cases.Count(FilterExpression.Parse(deep).Matches));
        Assert.Equal(2, Cases.Count(FilterExpression.Parse(string.Join('|', Enumerable.Repeat("(Mode=voice)", 101))).Matches));
        Assert.StartsWith(
            "The filter has more than 100 parentheses in one another, at character 102:",
            Assert.Throws<FormatException>(() => FilterExpression.Parse($"({deep})")).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void The_filter_with_backslashes_is_shown_where_it_needs_few_of_them(int parentheses, bool isShown)
    {
        var message = Assert.Throws<FormatException>(() => FilterExpression.Parse("Name=a" + new string(')', parentheses))).Message;

        Assert.EndsWith(
            isShown ? ": Name=a" + string.Concat(Enumerable.Repeat("\\)", parentheses)) : ", \\( or \\)",
            message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("(")]
    [InlineData("Mode=(")]
    [InlineData("Mode=text&")]
    public void A_filter_that_ends_too_early_is_told_apart_from_a_name_with_a_parenthesis(string filter)
    {
        var message = Assert.Throws<FormatException>(() => FilterExpression.Parse(filter)).Message;
        Assert.Contains("nothing where a name or a value is wanted", message, StringComparison.Ordinal);
        Assert.DoesNotContain("backslash", message, StringComparison.Ordinal);
    }
}
