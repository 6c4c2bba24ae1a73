using System.Text;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Tests.Suites;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Cases;

/// <summary>A test keeps its name whatever other tests come, go or move.</summary>
public sealed class StableNameTests
{
    private const string Plain = """{ "id": 103, "name": "Fails on purpose", "personalities": [ { "id": 3, "name": "Calm" } ] }""";

    [Theory]
    [InlineData("""{ "id": 103, "name": "Fails on purpose", "mode": "voice", "personalities": [ { "id": 3, "name": "Calm" } ] }""")]
    [InlineData("""{ "id": 104, "name": "Fails on purpose", "personalities": [ { "id": 3, "name": "Calm" } ] }""")]
    [InlineData("""{ "id": 104, "name": "Fails, on purpose!", "personalities": [ { "id": 4, "name": "calm" } ] }""")]
    [InlineData(
        """{ "id": 103, "name": "Fails on purpose", "mode": "voice", "variant": "by phone", "personalities": [ { "id": 3, "name": "Calm" } ] }"""
    )]
    public void Another_entry_changes_no_name(string other)
    {
        foreach (var json in new[] { $"{Plain}, {other}", $"{other}, {Plain}" })
        {
            var one = Assert.Single(Expand(json), scenarioCase => scenarioCase is { ScenarioId: 103, Mode: "text" });
            Assert.Equal(("S.Fails_on_purpose.Calm", "Fails on purpose [Calm]"), (one.FullyQualifiedName, one.DisplayName));
        }
    }

    [Fact]
    public void A_variant_is_part_of_the_name()
    {
        var one = Expand(
                """{ "id": 103, "name": "Book", "variant": "by phone, new prompt", "personalities": [ { "id": 3, "name": "Calm" } ] }"""
            )
            .Single();

        Assert.Equal(("S.Book.Calm_by_phone_new_prompt", "Book [Calm, by phone, new prompt]"), (one.FullyQualifiedName, one.DisplayName));
    }

    [Theory]
    [InlineData(
        """{ "id": 103, "name": "Fails on purpose", "mode": "voice", "personalities": [ { "id": 3, "name": "Calm" } ] }""",
        "\"variant\": \"voice\""
    )]
    [InlineData(
        """{ "id": 104, "name": "Fails on purpose", "personalities": [ { "id": 3, "name": "Calm" } ] }""",
        "another \"name\", or \"variant\": \"104\""
    )]
    [InlineData(
        """{ "id": 9, "name": "Two", "personalities": [ { "id": 5, "name": "Same" }, { "id": 6, "name": "same" } ] }""",
        "Give personality 5 or 6 another \"name\""
    )]
    [InlineData(
        """{ "id": 9, "name": "Two", "test_profiles": [ { "id": 5, "name": "Same" }, { "id": 6, "name": "same" } ] }""",
        "Give test profile 5 or 6 another \"name\""
    )]
    public void Two_of_one_name_are_refused_with_what_to_write(string other, string advice)
    {
        var problems = new List<ManifestDiagnostic>();

        var left = SameTests.Settle([new DiscoveredSuite("S", Expand($"{Plain}, {other}"))], new CekuraSettings(), problems);

        var problem = Assert.Single(problems);
        Assert.Equal(("CEK0150", DiagnosticSeverity.Error), (problem.Code, problem.Severity));
        Assert.Contains(advice, problem.Message, StringComparison.Ordinal);
        Assert.Empty(left.Single().Cases);
    }

    [Fact]
    public void Two_test_cases_of_a_suite_are_refused_as_well()
    {
        var cases = SuiteMatrix.Expand(
            Suite.Of(
                """
                { "version": "1", "suite": { "name": "S" }, "scenarios": [ { "name": "A", "key": "k-1", "instructions": "", "personality": { "base": 3, "name": "X" } },
                  { "name": "A", "instructions": "", "personality": { "base": 4, "name": "X" } } ] }
                """
            ),
            manifest: null,
            new CekuraSettings { AgentId = 1 }
        );

        var problem = DuplicateTestNames.First(cases)!;
        Assert.Contains("The test S.A.X is already at ", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Give this test case another \"name\"", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_added_removed_or_moved_every_entry_keeps_its_names()
    {
        var random = new Random(20);
        string[] names = ["Book", "Book!", "Move", "Größe", "🎉", "1"];
        string[] callers = ["Calm", "calm", "In a hurry", "7"];
        var namesOf = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = new List<string>();
        for (var step = 0; step < 2000; step++)
        {
            if (entries.Count > 0 && random.Next(8) < entries.Count)
            {
                entries.RemoveAt(random.Next(entries.Count));
            }
            else
            {
                var variant = random.Next(3) == 0 ? $", \"variant\": \"{names[random.Next(names.Length)]}\"" : "";
                var mode = random.Next(3) == 0 ? ", \"mode\": \"voice\"" : "";
                var agent = random.Next(3) == 0 ? $", \"agent\": {random.Next(1, 4)}" : "";
                var people = string.Join(
                    ", ",
                    Enumerable
                        .Range(1, random.Next(1, 3))
                        .Select(id => $"{{ \"id\": {id + random.Next(3) * 2}, \"name\": \"{callers[random.Next(callers.Length)]}\" }}")
                );
                entries.Insert(
                    random.Next(entries.Count + 1),
                    $"{{ \"id\": {random.Next(1, 9)}, \"name\": \"{names[random.Next(names.Length)]}\"{variant}{mode}{agent}, \"personalities\": [ {people} ] }}"
                );
            }

            foreach (
                var entry in Manifest(string.Join(",\n", entries)) is { } manifest
                    ? CaseMatrix.Expand(manifest, new CekuraSettings()).GroupBy(one => one.Location.Line)
                    : []
            )
            {
                foreach (var one in entry)
                {
                    var key = $"{entries[entry.Key - 2]}/{one.PersonalityId}";
                    var name = $"{one.FullyQualifiedName} {one.DisplayName}";
                    Assert.Equal(namesOf.TryGetValue(key, out var before) ? before : namesOf[key] = name, name);
                }
            }
        }

        Assert.True(namesOf.Count > 100);
    }

    [Fact]
    public void What_was_remembered_under_names_with_ids_is_found()
    {
        var cases = Expand(
            $$"""{{Plain}}, { "id": 103, "name": "Fails on purpose", "mode": "voice", "variant": "by phone", "personalities": [ { "id": 3, "name": "Calm" } ] }"""
        );

        Assert.Equal(["S.Fails_on_purpose_103.Calm_3_text", "S.Fails_on_purpose_103.Calm_3_voice"], cases.Select(FormerNames.Of));
        Assert.True(
            FormerNames.TryFind(new Dictionary<string, double> { ["S.Fails_on_purpose_103.Calm_3_voice"] = 7 }, cases[1], out var seconds)
        );
        Assert.Equal(7, seconds);
        Assert.False(FormerNames.TryFind(new Dictionary<string, double> { ["S.Fails_on_purpose_103.Calm_3_voice"] = 7 }, cases[0], out _));
    }

    [Fact]
    public void What_may_have_been_remembered_of_either_is_of_none()
    {
        var one = Expand(Plain).Single();
        var named = CaseNames.Name("S", [one, one with { AgentId = 7, Variant = "new prompt" }]);

        Assert.All(named, scenarioCase => Assert.Null(FormerNames.Of(scenarioCase)));
    }

    [Fact]
    public void Without_another_variant_two_of_one_scenario_have_what_was_remembered_of_each()
    {
        var one = Expand(Plain).Single();

        Assert.All(CaseNames.Name("S", [one, one with { AgentId = 7 }]), scenarioCase => Assert.NotNull(FormerNames.Of(scenarioCase)));
        Assert.Equal(
            [false, true, true],
            CaseNames
                .Name("S", [one with { Mode = "voice" }, one, one with { Variant = "new prompt" }])
                .Select(scenarioCase => scenarioCase.HasTwin)
        );
    }

    [Theory]
    [InlineData("", "S.A_9.Own_personality_text")]
    [InlineData(""", "personalities": [ { "id": 3, "name": "Calm" } ]""", "S.A_9.Calm_3_text")]
    [InlineData(""", "test_profiles": [ { "id": 20, "name": "Maria" } ]""", "S.A_9.Own_personality_Maria_20_text")]
    [InlineData(
        """, "mode": "livekit_v2", "folder": "F", "personalities": [ { "id": 3, "name": "Calm" } ], "test_profiles": [ { "id": 20, "name": "Maria" } ]""",
        "S.F.A_9.Calm_Maria_3_20_livekit_v2"
    )]
    public void A_name_with_ids_held_caller_and_mode(string properties, string former) =>
        Assert.Equal(former, FormerNames.Of(Expand($$"""{ "id": 9, "name": "A"{{properties}} }""").Single()));

    [Fact]
    public void A_test_case_of_a_suite_was_named_by_its_key_or_by_its_place_which_says_nothing()
    {
        var cases = SuiteMatrix.Expand(
            Suite.Of(
                """{ "version": "1", "suite": { "name": "S" }, "scenarios": [ { "name": "A", "key": "k-1", "instructions": "" }, { "name": "B", "instructions": "" } ] }"""
            ),
            manifest: null,
            new CekuraSettings { AgentId = 1 }
        );

        Assert.Equal(["S.A_k_1.Default_personality_text", null], cases.Select(FormerNames.Of));
    }

    [Fact]
    public void The_name_of_today_is_found_first_and_one_that_was_given_before_the_one_with_ids()
    {
        var one = Expand(Plain).Single();
        var values = new Dictionary<string, int>
        {
            [one.FullyQualifiedName] = 1,
            ["S.Fails_on_purpose_103.Calm_3_text"] = 2,
            ["given"] = 3,
        };

        Assert.True(FormerNames.TryFind(values, one, out var today));
        values.Remove(one.FullyQualifiedName);
        Assert.True(FormerNames.TryFind(values, one, out var withIds));
        Assert.True(FormerNames.TryFind(values, one with { FormerName = "given" }, out var given));
        Assert.Equal((1, 2, 3), (today, withIds, given));
        Assert.False(FormerNames.TryFind(new Dictionary<string, int>(), one, out _));
    }

    [Fact]
    public void A_name_of_nothing_that_can_be_shown_is_unnamed()
    {
        var one = Expand(
                """{ "id": 1, "name": "🎉", "personalities": [ { "id": 3, "name": "Calm" } ], "test_profiles": [ { "id": 20, "name": "Maria" } ] }"""
            )
            .Single();

        Assert.Equal(("S._.Calm_Maria", "Unnamed [Calm, Maria]"), (one.FullyQualifiedName, one.DisplayName));
    }

    private static IReadOnlyList<ScenarioCase> Expand(string scenarios) => CaseMatrix.Expand(Manifest(scenarios)!, new CekuraSettings());

    private static CekuraManifest? Manifest(string scenarios) =>
        new ManifestReader()
            .Parse(Encoding.UTF8.GetBytes($$"""{ "name": "S", "scenarios": [{{"\n"}}{{scenarios}} ] }"""), "/project/cekura.json")
            .Manifest;
}
