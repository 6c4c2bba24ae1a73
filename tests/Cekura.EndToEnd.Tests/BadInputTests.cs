using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>What people get who make a mistake: a failing command, and a message that says what, where, and what to do.</summary>
public sealed class BadInputTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    // By name only: xunit writes the arguments of a theory into the name of each test, and ten megabytes of it are too much.
    private static readonly Dictionary<string, byte[]> Manifests = new()
    {
        ["empty"] = [],
        ["malformed"] = """{ "name": "S", "scenarios": [ { "id": 1 """u8.ToArray(),
        ["binary"] = [0x7f, 0x45, 0x4c, 0x46, 0x02, 0x00, 0xff, 0xfe, 0x00],
        ["ten megabytes"] = [.. Enumerable.Repeat((byte)' ', 10 * 1024 * 1024)],
        ["unknown mode"] = """{ "scenarios": [ { "id": 1, "mode": "voise" } ] }"""u8.ToArray(),
        ["duplicate pair"] =
            """
            { "personalities": [3],
              "scenarios": [ { "id": 1, "name": "A" },
                             { "id": 1, "name": "B" } ] }
            """u8.ToArray(),
    };

    // What is told of each, in the build and in the run.
    private static readonly Dictionary<string, string[]> Told = new()
    {
        ["empty"] = ["(1,1): error CEK", "empty"],
        ["malformed"] = ["(1,", "error CEK"],
        ["binary"] = ["(1,6): error CEK", "not text"],
        ["ten megabytes"] = ["(1,1): error CEK", "larger than"],
        ["unknown mode"] = ["(1,", "\"voise\"", "voice"],
        ["duplicate pair"] = ["(3,", "(2,"],
    };

    [Fact]
    public async Task Manifests_that_cannot_be_used_fail_the_build_and_without_its_check_the_run_and_their_places_are_named()
    {
        var project = feed.NewProject("Bad").WithSeed(Seeds.Replayed());
        foreach (var (name, bytes) in Manifests)
        {
            project.Write($"{name}.cekura.json", bytes);
        }

        List<TestRun> runs = LongerTests.AreWanted ? [await project.TestAsync()] : [];
        runs.Add(await project.HostAsync());

        Assert.Contains("Cekura: ", runs[^1].Console, StringComparison.Ordinal);
        Assert.All(runs, run =>
        {
            Assert.NotEqual(0, run.ExitCode);
            Assert.Empty(run.Tests);
            Assert.DoesNotContain("   at Cekura.", run.Console, StringComparison.Ordinal);
            Assert.All(Told, told =>
            {
                var line = run.Console.Split('\n')
                    .FirstOrDefault(line => line.Contains($"{told.Key}.cekura.json", StringComparison.Ordinal))
                    ?? "";
                Assert.All(told.Value, text =>
                    Assert.True(line.Contains(text, StringComparison.Ordinal), $"{told.Key} wants {text} in:\n{run.Console}")
                );
            });
        });
    }

    [Fact]
    public async Task Settings_without_manifest_and_without_ids_fail_the_run()
    {
        var run = await feed.NewProject("Bad").WithSeed(Seeds.Replayed()).HostAsync();

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("no scenario to run in Bad.dll", run.Console, StringComparison.Ordinal);
        Assert.Contains("cekura.json", run.Console, StringComparison.Ordinal);
    }

    [LongFact]
    public async Task A_project_without_manifest_and_settings_is_left_alone()
    {
        var run = await feed.NewProject("Alone").HostAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("Cekura:", run.Console, StringComparison.Ordinal);
    }

    [LongFact]
    public async Task Ids_in_the_settings_are_a_manifest()
    {
        var project = feed.NewProject("Ids")
            .WithSeed(Seeds.Replayed())
            .WithSettings(
                "<ApiUrl>emulator</ApiUrl><Seed>emulator.seed.json</Seed><ScenarioIds>101</ScenarioIds><PersonalityIds>3,7</PersonalityIds>"
            );

        var run = await project.HostAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, run.Named("Passed").Count());
    }

    [LongFact]
    public async Task Unknown_ids_fail_their_tests_with_the_service_s_words()
    {
        var project = feed.NewProject("Unknown")
            .WithManifest(
                """
                { "name": "S", "agent": 12, "scenarios": [
                  { "id": 999, "name": "Nobody knows it" }, { "id": 101, "name": "Book", "agent": 12, "personalities": [888] } ] }
                """
            )
            .WithSeed(Seeds.Replayed());

        var run = await project.HostAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(
            "Cekura scenario 999 was not found, or the key cannot see it.",
            run.Test("Nobody knows it [Own personality]").Message,
            StringComparison.Ordinal
        );
        Assert.Contains("Invalid personalities provided.", run.Test("Book [Personality 888]").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_the_real_service_is_not_asked_and_nothing_is_green()
    {
        var project = feed.NewProject("NoKey").WithManifest(Seeds.Manifest);

        var run = await project.HostAsync(new Dictionary<string, string?> { ["CEKURA_API_KEY"] = null, ["HOME"] = project.FolderPath });

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(4, run.Named("Failed").Count());
        Assert.All(run.Tests, test => Assert.StartsWith("Cekura: no API key. Set CEKURA_API_KEY", test.Message, StringComparison.Ordinal));
    }

    [LongFact]
    public async Task A_key_in_the_settings_is_refused_and_not_repeated()
    {
        var project = feed.NewProject("KeyInFile").WithManifest(Seeds.Manifest).WithSettings("<ApiKey>ck_live_canary_1234567890</ApiKey>");

        var run = await project.HostAsync();

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("CEKURA_API_KEY", run.Console, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", run.Console, StringComparison.Ordinal);
    }

    [LongFact]
    public async Task A_setting_that_cannot_be_used_is_named_with_its_place()
    {
        var project = feed.NewProject("Settings")
            .WithManifest(Seeds.Manifest)
            .Write(
                "cekura.runsettings",
                "<RunSettings>\n  <Cekura>\n    <ApiUrl>emulator</ApiUrl>\n    <MaxRuns>many</MaxRuns>\n    <Tagz>a</Tagz>\n  </Cekura>\n</RunSettings>"
            );

        var run = await project.TestAsync("-p:CekuraValidate=false", "--", "Cekura.Frequency=often");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("cekura.runsettings(4,6) : error CEK", run.Console, StringComparison.Ordinal);
        Assert.Contains("cekura.runsettings(5,6) : error CEK", run.Console, StringComparison.Ordinal);
        Assert.Contains("Cekura: command line : error CEK", run.Console, StringComparison.Ordinal);
    }

    [Theory]
    [LongInlineData("nowhere.seed.json", "", "nowhere.seed.json")]
    [InlineData("emulator.seed.json", "{ \"agents\": [ }", "emulator.seed.json(1,")]
    public async Task A_seed_that_cannot_be_used_fails_every_test_and_names_the_place(string seed, string json, string told)
    {
        var project = feed.NewProject("Seed")
            .WithManifest(Seeds.Manifest)
            .Write("emulator.seed.json", json)
            .WithSettings($"<ApiUrl>emulator</ApiUrl><Seed>{seed}</Seed>");

        // A build that is asked to check refuses it beforehand.
        var run = await project.HostAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(4, run.Named("Failed").Count());
        Assert.All(run.Tests, test => Assert.Contains(told, test.Message, StringComparison.Ordinal));
    }
}
