using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.TestAdapter.Mapping;

namespace Cekura.TestAdapter.Tests.Mapping;

public sealed class TestCaseMapperTests
{
    private static readonly TestCaseMapper Explorer = new("/bin/Some.dll", hasTraits: true);

    [Fact]
    public void A_case_keeps_its_identity_and_shows_what_it_is()
    {
        var test = Explorer.ToTestCase(Case());

        Assert.Equal(("S.Book.Fast", "Book [Fast]", "/bin/Some.dll"), (test.FullyQualifiedName, test.DisplayName, test.Source));
        Assert.Equal(("cekura.json", 7), (test.CodeFilePath, test.LineNumber));
        Assert.Equal(new Uri("executor://cekura/v1"), test.ExecutorUri);
        Assert.Equal(["smoke"], test.GetPropertyValue<string[]>(TestProperties.Category, []));
        Assert.Equal(
            ["Mode=text", "Personality=Fast (7)", "Scenario=Book (101)", "TestProfile=Maria (20)"],
            test.Traits.Where(trait => trait.Name != "TestCategory")
                .Select(trait => $"{trait.Name}={trait.Value}")
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void An_explorer_shows_the_tree_as_people_wrote_it_and_groups_by_tags()
    {
        var mapper = new TestCaseMapper("/bin/Some.Tests.dll", hasTraits: true, ["Front desk: bookings"]);

        var test = mapper.ToTestCase(
            Case() with
            {
                FullyQualifiedName = "Front_desk_bookings.Early_birds.Book_new_urgent.Fast",
                ScenarioName = "Book (new, urgent)",
                Folder = "Early birds",
            }
        );

        Assert.Equal(
            ["Some.Tests", "Front desk: bookings.Early birds", "Book (new, urgent)", "Book [Fast]"],
            test.GetPropertyValue<string[]>(TestProperties.Hierarchy, [])
        );
        Assert.Equal("TestCase.Hierarchy", TestProperties.Hierarchy.Id);
        Assert.Equal(5, (int)TestProperties.Category.Attributes);
    }

    [Fact]
    public void A_command_line_gets_the_same_test_without_the_traits_that_it_shows_nowhere()
    {
        var test = new TestCaseMapper("/bin/Some.dll", hasTraits: false).ToTestCase(Case());

        Assert.Equal(Explorer.ToTestCase(Case()).Id, test.Id);
        Assert.Equal(["smoke"], test.GetPropertyValue<string[]>(TestProperties.Category, []));
        Assert.DoesNotContain(test.Traits, trait => trait.Name != "TestCategory");
    }

    [Fact]
    public void Renaming_what_people_read_does_not_change_the_id() =>
        Assert.Equal(Explorer.ToTestCase(Case()).Id, Explorer.ToTestCase(Case() with { DisplayName = "Other" }).Id);

    private static ScenarioCase Case() =>
        new()
        {
            FullyQualifiedName = "S.Book.Fast",
            DisplayName = "Book [Fast]",
            ScenarioId = 101,
            ScenarioName = "Book",
            PersonalityId = 7,
            PersonalityName = "Fast",
            TestProfileId = 20,
            TestProfileName = "Maria",
            Tags = ["smoke"],
            Mode = "text",
            Location = new SourceLocation("cekura.json", 7, 5),
        };
}
