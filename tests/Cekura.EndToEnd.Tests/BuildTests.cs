using System.Text.Json;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>What <c>dotnet build</c> says about manifests, suites and settings.</summary>
public sealed class BuildTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string Misspelt = """
        {
          "name": "S",
          "scenarios": [
            { "id": 101, "mode": "voise" },
            { "id": 0 }
          ]
        }
        """;

    private const string Doubtful = """
        { "personalities": [3, 7], "scenarios": [ { "id": 101, "frequency": 5, "personalities": [3] } ] }
        """;

    [Fact]
    public async Task An_error_fails_the_build_at_its_place_in_manifests_suites_and_settings()
    {
        var project = feed.NewProject("Broken")
            .WithManifest(Misspelt)
            .Write("refunds.tests.json", "{ \"version\": \"1\",\n  \"scenarios\": [ { \"name\": \"Refund\" } ] }")
            .WithSettings("\n  <Mdoe>text</Mdoe>");

        var build = await project.RunAsync(["build"]);

        Assert.Equal(1, build.ExitCode);
        Assert.Contains("cekura.json(4,26): error CEK0114: \"voise\"", build.Output, StringComparison.Ordinal);
        Assert.Contains("cekura.json(5,13): error CEK0115: ", build.Output, StringComparison.Ordinal);
        Assert.Contains("refunds.tests.json(2,18): error CEK0322: ", build.Output, StringComparison.Ordinal);
        Assert.Contains("cekura.runsettings(2,4): error CEK0201: \"Mdoe\"", build.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(project.Output, "Broken.dll")));
    }

    [Fact]
    public async Task A_seed_is_checked_like_the_manifest_and_editors_get_its_schema()
    {
        const string Seed = """
            {
              "agents": [ { "id": 12, "websocket_url": "ws://127.0.0.1:9/" } ],
              "personalities": [ { "id": 3, "name": "Calm", "style": "tarse" } ],
              "scenarios": [ { "id": 101, "name": "Book", "outcomes": [ { "text": "Ends", "rule": { "max_turns": 9, "tool_called": { "name": "x" } } } ], "conditional_actions": { "role": "You call.", "conditions": [
                { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hi", "type": "standard", "fixed_message": true },
                { "id": 1, "condition": "/a/", "action": "Say that is all.", "type": "standard", "fixed_message": false },
                { "id": 2, "condition": "/b/", "action": "Sound annoyed.", "type": "standard", "fixed_message": false } ] } } ]
            }
            """;
        var project = feed.NewProject("Seeded").WithManifest("""{ "agent": 12, "scenarios": [ { "id": 101 } ] }""").WithSeed(Seed);

        var refused = await project.RunAsync(["build"]);
        project.Write("emulator.seed.json", Seed.Replace("tarse", "terse", StringComparison.Ordinal));
        var warned = await project.RunAsync(["build", "-v:n", "-t:Build;CekuraSchema", "-tl:off"]);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(
            "emulator.seed.json(3,58): error CEK0606: personalities[0].style cannot be \"tarse\". Did you mean \"terse\"?",
            refused.Output,
            StringComparison.Ordinal
        );
        Assert.True(warned.ExitCode == 0, warned.Output);
        Assert.Contains("emulator.seed.json(7,46): warning CEK0628: ", warned.Output, StringComparison.Ordinal);
        Assert.Contains("the caller says \"That is all.\"", warned.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Cekura emulator seed",
            File.ReadAllText(Path.Combine(project.FolderPath, "cekura.seed.schema.json")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_manifest_outside_of_the_project_goes_beside_the_dll_and_is_named_where_it_lies()
    {
        var project = feed.NewProject("Linked")
            .WithProject(
                """<CekuraManifest Include="../shared/cekura.json" /><CekuraManifest Include="../shared/more/cekura.json" Link="more.cekura.json" />"""
            )
            .Write("../shared/cekura.json", Seeds.Manifest)
            .Write(
                "../shared/more/cekura.json",
                """{ "name": "More", "agent": 12, "scenarios": [ { "id": 101, "name": "Book another" } ] }"""
            )
            .WithSeed(Seeds.Replayed());

        var run = await project.TestAsync();

        Assert.Equal(
            ["Book an appointment [In a hurry]", "Book an appointment [Normal Male]", "Book another [Own personality]"],
            run.Named("Passed")
        );
        Assert.EndsWith(
            $"{Path.Combine("shared", "cekura.json")}:line 8",
            run.Test("Reschedule [In a hurry]").StackTrace,
            StringComparison.Ordinal
        );

        // On another machine than the build's there is only what lies beside the dll.
        Assert.True(File.Exists(Path.Combine(project.Output, "more.cekura.json")));
        if (LongerTests.AreWanted)
        {
            Directory.Move(Path.Combine(project.FolderPath, "..", "shared"), Path.Combine(project.FolderPath, "..", "gone"));
            var list = await project.RunAsync(["test", project.Dll, "--list-tests"]);
            Assert.Contains("Book another [Own personality]", list.Output, StringComparison.Ordinal);
            Assert.Contains("Reschedule [In a hurry]", list.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Results_travel_by_fifties_unless_somebody_wants_another_number()
    {
        var project = feed.NewProject("Batches").WithManifest(Seeds.Manifest);
        await project.RunAsync(["restore"]);

        Assert.Equal(";RunConfiguration.BatchSize=50", await ToldAsync(""));
        if (LongerTests.AreWanted)
        {
            project.Write("cekura.runsettings", "<RunSettings />");
            Assert.Equal(";RunConfiguration.BatchSize=50", await ToldAsync(""));
            Assert.Equal("Cekura.Mode=text;RunConfiguration.BatchSize=50", await ToldAsync("Cekura.Mode=text"));
        }

        Assert.Equal("RunConfiguration.BatchSize=7", await ToldAsync("RunConfiguration.BatchSize=7"));
        project.Write("cekura.runsettings", "<RunSettings><RunConfiguration><BatchSize>7</BatchSize></RunConfiguration></RunSettings>");
        Assert.Equal("Cekura.Mode=text", await ToldAsync("Cekura.Mode=text"));

        async Task<string> ToldAsync(string arguments) =>
            (
                await project.RunAsync([
                    "msbuild",
                    "-t:CekuraBatchSize",
                    "-getProperty:VSTestCLIRunSettings",
                    $"-p:VSTestCLIRunSettings={arguments.Replace("=", "%3D", StringComparison.Ordinal)}",
                ])
            ).Output.Trim();
    }

    [Fact]
    public async Task The_test_host_is_set_up_for_a_short_run_except_where_the_project_says_otherwise_and_a_clean_removes_what_the_check_wrote()
    {
        var project = feed.NewProject("Host")
            .WithProject("""<RuntimeHostConfigurationOption Include="System.GC.ConserveMemory" Value="3" />""")
            .WithManifest(Seeds.Manifest);
        await project.RunAsync(["build"]);
        var written = Directory.GetFiles(Path.Combine(project.FolderPath, "obj"), "cekura.*", SearchOption.AllDirectories);
        using var config = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(project.Output, "Host.runtimeconfig.json")));

        await project.RunAsync(["clean"]);

        var options = config.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties");
        Assert.Equal(3, options.GetProperty("System.GC.ConserveMemory").GetInt32());
        Assert.Equal(512, options.GetProperty("System.Runtime.TieredCompilation.CallCountThreshold").GetInt32());
        Assert.False(options.GetProperty("System.Runtime.TieredPGO").GetBoolean());
        Assert.Equal(2, written.Length);
        Assert.DoesNotContain(written, File.Exists);
    }

    /// <summary>Most tests of the test host run in an output that no build made: it is the same.</summary>
    [Fact]
    public async Task A_ready_made_output_is_what_a_build_makes()
    {
        var built = Project();
        var build = await built.RunAsync(["build"]);
        var placed = await Project().PlaceAsync();

        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Equal(Files(built), Files(placed));
        Assert.Equal(Lines(built), Lines(placed));
        Assert.Equal(
            File.ReadAllText(Path.ChangeExtension(built.Dll, "runtimeconfig.json")),
            File.ReadAllText(Path.ChangeExtension(placed.Dll, "runtimeconfig.json"))
        );

        GeneratedProject Project() =>
            feed.NewProject("Same")
                .WithManifest(Seeds.Manifest)
                .WithSeed(Seeds.Replayed())
                .Write("more.cekura.json", """{ "name": "More", "agent": 12, "scenarios": [ { "id": 101, "name": "Book another" } ] }""")
                .Write(
                    "refunds.tests.json",
                    """{ "version": "1", "scenarios": [ { "name": "Refund", "instructions": "Ask.", "expected_outcome": "Refunded.", "tools": ["end_call"] } ] }"""
                );

        static IEnumerable<string> Files(GeneratedProject project) =>
            Directory
                .EnumerateFiles(project.Output, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(project.Output, file))
                .Order(StringComparer.Ordinal);

        static IEnumerable<string> Lines(GeneratedProject project) =>
            File.ReadAllLines(Path.ChangeExtension(project.Dll, "cekura"))
                .Select(line => line.Replace(project.FolderPath, "", StringComparison.Ordinal));
    }

    [LongFact]
    public async Task The_report_is_listed_by_the_run_itself_unless_a_collector_attaches_what_may_have_to_be_put_together()
    {
        var project = feed.NewProject("Listed").WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed());

        var alone = await project.RunAsync(["test"]);
        var collected = await project.RunAsync(["test", "--no-build", "--collect", "Code Coverage"]);
        project.Write(
            "cekura.runsettings",
            """
            <RunSettings>
              <DataCollectionRunSettings><DataCollectors><DataCollector friendlyName="Code Coverage" enabled="true" /></DataCollectors></DataCollectionRunSettings>
              <Cekura><ApiUrl>emulator</ApiUrl><Seed>emulator.seed.json</Seed></Cekura>
            </RunSettings>
            """
        );
        var set = await project.RunAsync(["test", "--no-build"]);

        Assert.Equal(["Attachments:", "cekura-report.html", "Failed!"], Said(alone));
        Assert.All([collected, set], run =>
        {
            Assert.Equal(["Failed!", "Attachments:", "cekura-report.html"], Said(run));
            Assert.Contains(".coverage", run.Output, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_build_with_nothing_changed_checks_and_compiles_nothing_and_a_file_that_is_changed_or_gone_is_noticed()
    {
        var project = feed.NewProject("Doubtful")
            .WithManifest(Doubtful)
            .Write("suites.cekura.json", """{ "suites": ["refunds.tests.json"] }""")
            .Write(
                "refunds.tests.json",
                """
                { "version": "1", "scenarios": [ { "name": "Refund", "instructions": "Ask.", "expected_outcome": "Refunded.", "tools": ["end_call"] } ] }
                """
            );

        var dll = Path.Combine(project.FolderPath, "obj", "Debug", "net10.0", "Doubtful.dll");
        var first = await project.RunAsync(["build"]);
        var compiled = File.GetLastWriteTimeUtc(dll);
        var second = await project.RunAsync(["build", "--no-restore", "-v", "n"]);
        var unchanged = File.GetLastWriteTimeUtc(dll);
        project.WithManifest(Doubtful.Replace("101", "102", StringComparison.Ordinal));
        var third = await project.RunAsync(["build", "--no-restore"]);
        var changed = File.GetLastWriteTimeUtc(dll);
        File.Delete(Path.Combine(project.FolderPath, "refunds.tests.json"));
        var gone = await project.RunAsync(["build", "--no-restore"]);

        Assert.True(first.ExitCode == 0, first.Output);
        Assert.Contains("cekura.json(1,24): warning CEK0404: ", first.Output, StringComparison.Ordinal);
        Assert.Contains("warning CEK0403: Scenario 101", first.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Skipping target \"CekuraValidateManifests\" because all output files are up-to-date",
            second.Output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("CEK040", second.Output, StringComparison.Ordinal);
        Assert.Contains("warning CEK0403: Scenario 102", third.Output, StringComparison.Ordinal);

        // A test explorer discovers again what was compiled again.
        Assert.Equal(compiled, unchanged);
        Assert.NotEqual(compiled, changed);
        Assert.Contains("102", await File.ReadAllTextAsync(Path.Combine(project.Output, "cekura.json")), StringComparison.Ordinal);
        Assert.Equal(1, gone.ExitCode);
        Assert.Contains("error CEK0300: ", gone.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_design_time_build_and_a_project_that_opts_out_check_nothing()
    {
        var project = feed.NewProject("Quiet").WithManifest(Misspelt);

        var designTime = await project.RunAsync(["build", "-p:DesignTimeBuild=true", "-p:BuildingProject=false", "-t:Restore;Compile"]);
        var optedOut = await project.RunAsync(["build", "-p:CekuraValidate=false"]);

        Assert.DoesNotContain("CEK0", designTime.Output, StringComparison.Ordinal);
        Assert.True(optedOut.ExitCode == 0, optedOut.Output);
        Assert.DoesNotContain("CEK0", optedOut.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_in_a_property_is_refused()
    {
        var build = await feed.NewProject("Key")
            .WithManifest(Seeds.Manifest)
            .RunAsync(["build", "-p:CekuraApiKey=ck_live_canary_1234567890"]);

        Assert.Equal(1, build.ExitCode);
        Assert.Contains("error CEK0410: ", build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", build.Output, StringComparison.Ordinal);
    }

    /// <summary>The outcome and what is listed, in the order in which they were printed.</summary>
    private static IEnumerable<string> Said(DotnetResult run) =>
        run
            .Output.Split('\n')
            .SelectMany(line =>
                new[] { "Attachments:", "cekura-report.html", "Failed!" }.Where(part => line.Contains(part, StringComparison.Ordinal))
            );
}
