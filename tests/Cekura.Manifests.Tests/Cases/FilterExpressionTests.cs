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
    public void Leaves_what_it_says(string filter, int left)
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
}
