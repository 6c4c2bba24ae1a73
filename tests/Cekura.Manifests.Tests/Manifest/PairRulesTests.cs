using System.Text;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Manifest;

public sealed class PairRulesTests
{
    [Fact]
    public void A_pair_listed_twice_names_both_places()
    {
        var problem = Reading.Problem(
            """
            {
              "personalities": [3, 7],
              "scenarios": [
                { "id": 101 },
                { "id": 102 },
                { "id": 101, "personalities": [7, 9], "mode": "text" }
              ]
            }
            """
        );

        Assert.Equal(
            "cekura.json(6,5): error CEK0118: Scenario 101 with personality 7 in mode text is already listed at cekura.json(4,5). "
                + "Remove one, or give them different personalities.",
            problem.ToString()
        );
    }

    [Theory]
    [InlineData(""" "name": "Book, old", "agent": 12 """, """ "name": "Book, new", "agent": 13 """)]
    [InlineData(""" "name": "Book" """, """ "name": "Book, new", "agent": 13 """)]
    [InlineData(""" "name": "Book", "folder": "Old" """, """ "name": "Book", "folder": "New", "agent": 13 """)]
    public void One_scenario_with_two_agents_is_two_tests_when_their_names_tell_them_apart(string old, string other) =>
        Reading.Manifest($$"""{ "agent": 11, "personalities": [3], "scenarios": [{ "id": 1, {{old}} }, { "id": 1, {{other}} }] }""");

    [Theory]
    [InlineData(""" "name": "Book", "agent": 12 """, """ "name": "Book", "agent": 13 """, "give one of the two entries another \"name\".")]
    [InlineData(
        """ "name": "Book it!", "agent": 12 """,
        """ "name": "book it?", "agent": 13 """,
        "give one of the two entries another \"name\"."
    )]
    [InlineData(""" "name": "Book" """, """ "name": "Book, new", "agent": 11 """, "Remove one, or give them different personalities.")]
    public void Two_agents_with_one_name_and_two_names_with_one_agent_are_not(string old, string other, string advice) =>
        Assert.EndsWith(
            advice,
            Reading
                .Problem($$"""{ "agent": 11, "personalities": [3], "scenarios": [{ "id": 1, {{old}} }, { "id": 1, {{other}} }] }""")
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Several_pairs_of_one_scenario_are_one_problem()
    {
        var problem = Reading.Problem("""{ "personalities": [3, 7, 8], "scenarios": [{ "id": 1 }, { "id": 1 }] }""");

        Assert.Contains("personality 3 in mode text (and 2 more of its pairs)", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_own_personality_is_one_too() =>
        Assert.Contains(
            "its own personality",
            Reading.Problem("""{ "scenarios": [{ "id": 1 }, { "id": 1 }] }""").Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("""{ "id": 1, "mode": "voice" }""")]
    [InlineData("""{ "id": 1, "personalities": [9] }""")]
    [InlineData("""{ "id": 1, "personalities": [] }""")]
    [InlineData("""{ "id": 1, "test_profiles": [20] }""")]
    [InlineData("""{ "id": 2 }""")]
    public void A_pair_that_differs_in_one_part_is_another(string second) =>
        Reading.Manifest($$"""{ "personalities": [3], "scenarios": [{ "id": 1 }, {{second}}] }""");

    [Fact]
    public void The_manifests_mode_counts_as_the_scenarios() =>
        Assert.Contains(
            "in mode voice",
            Reading.Problem("""{ "mode": "voice", "scenarios": [{ "id": 1 }, { "id": 1, "mode": "voice" }] }""").Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_list_that_names_an_id_twice_is_one_problem_only()
    {
        var problem = Reading.Problem("""{ "personalities": [3, { "id": 3, "name": "Calm" }], "scenarios": [{ "id": 1 }, { "id": 2 }] }""");

        Assert.Equal(
            (DiagnosticCodes.DuplicateReference, "\"personalities\" lists 3 twice, first at cekura.json(1,21). Remove one of them."),
            (problem.Code, problem.Message)
        );
    }

    [Fact]
    public void The_matrix_has_a_limit()
    {
        Assert.NotNull(new ManifestReader().Parse(Matrix(scenarios: 100, personalities: 1000), "cekura.json").Manifest);

        var problem = Assert.Single(new ManifestReader().Parse(Matrix(scenarios: 101, personalities: 1000), "cekura.json").Diagnostics);

        Assert.Equal(DiagnosticCodes.TooManyPairs, problem.Code);
    }

    private static byte[] Matrix(int scenarios, int personalities) =>
        Encoding.UTF8.GetBytes(
            $$"""
            { "personalities": [{{string.Join(',', Enumerable.Range(1, personalities))}}],
              "scenarios": [{{string.Join(',', Enumerable.Range(1, scenarios).Select(id => $$"""{"id":{{id}}}"""))}}] }
            """
        );
}
