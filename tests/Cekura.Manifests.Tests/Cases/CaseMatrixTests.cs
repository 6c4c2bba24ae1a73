using System.Text;
using System.Text.Json.Nodes;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;

namespace Cekura.Manifests.Tests.Cases;

public sealed class CaseMatrixTests
{
    private static readonly CekuraSettings Defaults = new();

    [Fact]
    public void A_manifest_multiplies_scenarios_with_personalities_in_its_own_order()
    {
        var cases = Expand(
            """
            { "name": "Appointments", "personalities": [ { "id": 3, "name": "Normal Male" }, { "id": 7, "name": "In a hurry" } ],
              "scenarios": [ { "id": 101, "name": "Book", "folder": "Booking.Happy" }, { "id": 102, "name": "Cancel" } ] }
            """
        );

        Assert.Equal(
            [
                "Appointments.Booking.Happy.Book.Normal_Male",
                "Appointments.Booking.Happy.Book.In_a_hurry",
                "Appointments.Cancel.Normal_Male",
                "Appointments.Cancel.In_a_hurry",
            ],
            cases.Select(c => c.FullyQualifiedName)
        );
        Assert.Equal("Book [Normal Male]", cases[0].DisplayName);
    }

    [Fact]
    public void A_scenario_without_personalities_runs_once_with_its_own()
    {
        var only = Assert.Single(Expand("""{ "name": "S", "scenarios": [ { "id": 101, "name": "Book" } ] }"""));

        Assert.Null(only.PersonalityId);
        Assert.Equal("S.Book.Own_personality", only.FullyQualifiedName);
    }

    [Theory]
    [InlineData("(a|b) & !c = \"d\"", "a_b_c_d")]
    [InlineData("2 slots", "_2_slots")]
    [InlineData("Größe 你好", "Größe_你好")]
    [InlineData("😀", "_")]
    [InlineData("a𠮷b", "a_b")]
    [InlineData("a\u0000\u202eb", "a_b")]
    public void A_segment_of_a_name_holds_nothing_that_a_filter_or_a_tree_takes_apart(string name, string segment) =>
        Assert.Equal(segment, TestName.Segment(name));

    [Theory]
    [InlineData("one\r\ntwo", "one  two")]
    [InlineData("\u001b[31mred", "[31mred")]
    [InlineData("smile 😀", "smile")]
    [InlineData("a 👩‍👩‍👧 family ❤️ of 𠮷", "a family ❤ of □")]
    [InlineData("\u202etfel", "tfel")]
    public void A_name_for_people_is_one_harmless_line(string name, string line) => Assert.Equal(line, TestName.Line(name));

    [Fact]
    public void Settings_stand_above_the_manifest()
    {
        var settings = Defaults with { PersonalityIds = [7], Mode = "voice", AgentId = 99, Frequency = 4 };

        var only = Assert.Single(
            Expand(
                """
                { "name": "S", "agent": 12, "personalities": [ { "id": 3 }, { "id": 7, "name": "In a hurry" } ],
                  "scenarios": [ { "id": 1, "name": "Book", "personalities": [3], "mode": "text", "frequency": 2 } ] }
                """,
                settings
            )
        );

        Assert.Equal(
            (7L, "In a hurry", "voice", 99L, 4),
            (only.PersonalityId, only.PersonalityName, only.Mode, only.AgentId, only.Frequency)
        );
    }

    [Fact]
    public void One_scenario_with_two_agents_is_two_tests_and_with_an_agent_of_the_settings_one()
    {
        const string json = """
            { "name": "S", "agent": 12, "personalities": [ { "id": 3, "name": "Calm" } ],
              "scenarios": [ { "id": 1, "name": "Book" }, { "id": 1, "name": "Book, new agent", "agent": 13 } ] }
            """;

        var cases = Expand(json, Defaults);

        Assert.Equal([("S.Book.Calm", 12L), ("S.Book_new_agent.Calm", 13L)], cases.Select(c => (c.FullyQualifiedName, c.AgentId!.Value)));
        Assert.Equal("S.Book.Calm", Assert.Single(Expand(json, Defaults with { AgentId = 14 })).FullyQualifiedName);
    }

    [Theory]
    [InlineData("Booking", "1,2")]
    [InlineData("booking.late", "2")]
    [InlineData("Book", "")]
    public void A_folder_of_the_settings_leaves_what_is_inside(string folder, string left)
    {
        var cases = Expand(
            """
            { "name": "S", "scenarios": [ { "id": 1, "name": "A", "folder": "Booking" }, { "id": 2, "name": "B", "folder": "Booking.Late" }, { "id": 3, "name": "C" } ] }
            """,
            Defaults with
            {
                FolderPath = folder,
            }
        );

        Assert.Equal(left, string.Join(',', cases.Select(c => c.ScenarioId)));
    }

    [Fact]
    public void Tags_and_ids_of_the_settings_leave_what_has_them()
    {
        const string json = """
            { "name": "S", "scenarios": [ { "id": 1, "name": "A", "tags": ["smoke"] }, { "id": 2, "name": "B", "tags": ["Late"] }, { "id": 3, "name": "C" } ] }
            """;

        Assert.Equal([1L, 2L], Expand(json, Defaults with { Tags = ["Smoke", "late"] }).Select(c => c.ScenarioId));
        Assert.Equal([3L], Expand(json, Defaults with { ScenarioIds = [3] }).Select(c => c.ScenarioId));
    }

    [Fact]
    public void Settings_that_make_two_pairs_the_same_leave_one_of_them() =>
        Assert.Single(
            Expand(
                """{ "name": "S", "scenarios": [ { "id": 1, "name": "A" }, { "id": 1, "name": "A by voice", "mode": "voice" } ] }""",
                Defaults with
                {
                    Mode = "text",
                }
            )
        );

    [Fact]
    public void Fewer_repetitions_than_must_pass_must_all_pass()
    {
        var only = Assert.Single(
            Expand(
                """{ "name": "S", "scenarios": [ { "id": 1, "name": "A", "frequency": 5, "pass_at_least": 4 } ] }""",
                Defaults with
                {
                    Frequency = 2,
                }
            )
        );

        Assert.Equal((2, 2), (only.Frequency, only.PassAtLeast));
    }

    [Fact]
    public void Options_of_a_scenario_lie_over_those_of_its_manifest()
    {
        var only = Assert.Single(
            Expand(
                """
                { "name": "S", "options": { "text": { "websocket_url": "ws://a/", "concurrency_limit": 2 }, "voice": { "agent_number": "+14155551234" } },
                  "scenarios": [ { "id": 1, "name": "A", "options": { "text": { "websocket_url": "ws://b/" } } } ] }
                """
            )
        );

        Assert.Equal("""{"websocket_url":"ws://b/","concurrency_limit":2}""", only.Options!.ToJsonString());
    }

    [Fact]
    public void What_a_scenario_says_stands_above_its_manifest()
    {
        var cases = Expand(
            """
            { "name": "S", "agent": 12, "mode": "voice", "personalities": [ { "id": 3, "name": "Calm" } ], "test_profiles": [ { "id": 20, "name": "Maria" } ],
              "scenarios": [
                { "id": 1, "name": "A", "agent": 13, "mode": "text", "frequency": 3, "personalities": [ { "id": 4, "name": "Angry" } ], "test_profiles": [ { "id": 21, "name": "John" } ] },
                { "id": 2, "name": "B" }, { "id": 3, "name": "C", "personalities": [], "test_profiles": [] } ] }
            """
        );

        Assert.Equal(
            [(13L, "text", 3, "Angry", "John"), (12L, "voice", 1, "Calm", "Maria"), (12L, "voice", 1, null, null)],
            cases.Select(c => (c.AgentId!.Value, c.Mode, c.Frequency, c.PersonalityName, c.TestProfileName))
        );
    }

    [Fact]
    public void A_case_has_everything_that_its_scenario_says()
    {
        var only = Assert.Single(
            Expand(
                """
                { "name": "S", "scenarios": [ { "id": 1, "name": "A", "variant": "new prompt", "folder": "Booking", "tags": ["smoke"], "timeout": "00:02:00", "skip": "later", "quarantine": { "until": "2027-01-31", "reason": "a new calendar" },
                  "frequency": 3, "pass_at_least": 2, "expect": { "Latency": "<= 2000" }, "test_profiles": [ { "id": 20, "name": "Maria" } ] } ] }
                """
            )
        );

        Assert.Equal(("new prompt", "Booking", "smoke", "later"), (only.Variant, only.Folder, only.Tags.Single(), only.Skip));
        Assert.Equal(
            (TimeSpan.FromMinutes(2), 3, 2, "Latency"),
            (only.Timeout, only.Frequency, only.PassAtLeast, only.Expect.Single().Metric)
        );
        Assert.Equal((new DateOnly(2027, 1, 31), "a new calendar"), (only.Quarantine!.Until, only.Quarantine.Reason));
        Assert.Equal(("Own personality, Maria", 20L), (only.DisplayName[3..25], only.TestProfileId));
    }

    [Fact]
    public void A_bare_id_has_the_name_that_its_scenario_or_else_its_manifest_gives_it()
    {
        var cases = Expand(
            """
            { "name": "S", "personalities": [ { "id": 3, "name": "Calm" }, 9 ], "scenarios": [ { "id": 1, "name": "A", "personalities": [ { "id": 7, "name": "Angry" }, { "id": 3 } ] } ] }
            """,
            Defaults with
            {
                PersonalityIds = [7, 3, 8, 9, 7],
                TestProfileIds = [20],
            }
        );

        Assert.Equal(["Angry", "Calm", "Personality 8", "Personality 9"], cases.Select(c => c.PersonalityName!));
        Assert.All(cases, c => Assert.Equal((20L, "Profile 20"), (c.TestProfileId, c.TestProfileName)));
    }

    [Fact]
    public void Personalities_and_profiles_multiply_each_scenario()
    {
        var cases = Expand(
            """
            { "name": "S", "personalities": [ 3, 7 ], "test_profiles": [ 20, 21 ], "scenarios": [ { "id": 1, "name": "A" } ] }
            """
        );

        Assert.Equal([(3L, 20L), (3L, 21L), (7L, 20L), (7L, 21L)], cases.Select(c => (c.PersonalityId!.Value, c.TestProfileId!.Value)));
    }

    [Theory]
    [InlineData("smoke", "Booking", "", "1")]
    [InlineData("smoke", "", "2", "2")]
    [InlineData("smoke", "", "", "1,2")]
    [InlineData("", "Booking", "2,3", "3")]
    [InlineData("fast", "", "", "1")]
    public void Every_selection_of_the_settings_has_to_match(string tags, string folder, string ids, string left)
    {
        var cases = Expand(
            """
            { "name": "S", "scenarios": [ { "id": 1, "name": "A", "tags": ["smoke", "fast"], "folder": "Booking" }, { "id": 2, "name": "B", "tags": ["smoke"] },
              { "id": 3, "name": "C", "folder": "Booking.Late" } ] }
            """,
            Defaults with
            {
                Tags = tags.Split(',', StringSplitOptions.RemoveEmptyEntries),
                FolderPath = folder,
                ScenarioIds = [.. ids.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)],
            }
        );

        Assert.Equal(left, string.Join(',', cases.Select(c => c.ScenarioId)));
    }

    [Fact]
    public void More_repetitions_than_the_scenario_s_do_not_raise_how_many_must_pass()
    {
        const string json =
            """{ "name": "S", "scenarios": [ { "id": 1, "name": "A", "frequency": 5, "pass_at_least": 4 }, { "id": 2, "name": "B" } ] }""";

        var cases = Expand(json, Defaults with { Frequency = 9 });

        Assert.Equal([(9, 4), (9, null)], cases.Select(c => (c.Frequency, c.PassAtLeast)));
    }

    [Fact]
    public void Options_of_the_settings_lie_over_those_of_scenario_and_manifest()
    {
        var only = Assert.Single(
            Expand(
                """
                { "name": "S", "options": { "text": { "concurrency_limit": 2, "project_id": 5 } }, "scenarios": [ { "id": 1, "name": "A", "options": { "text": { "concurrency_limit": 3 } } } ] }
                """,
                Defaults with
                {
                    Options = new Dictionary<string, JsonObject> { ["text"] = new() { ["concurrency_limit"] = 4 } },
                }
            )
        );

        Assert.Equal("""{"concurrency_limit":4,"project_id":5}""", only.Options!.ToJsonString());
    }

    private static IReadOnlyList<ScenarioCase> Expand(string json, CekuraSettings? settings = null)
    {
        var read = new ManifestReader().Parse(Encoding.UTF8.GetBytes(json), "/project/cekura.json");
        Assert.True(read.Manifest is not null, string.Join('\n', read.Diagnostics));
        return CaseMatrix.Expand(read.Manifest, settings ?? Defaults);
    }
}
