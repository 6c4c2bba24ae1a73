using Cekura.TestAdapter.Mapping;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace Cekura.TestAdapter.Tests.Execution;

/// <summary>What a test explorer asks for: tests that somebody picked, in a project that may have changed since.</summary>
public sealed class PickedTests : IDisposable
{
    private const string Seed = """
        {
          "project": 742,
          "agents": [ { "id": 12, "agent_name": "Front desk", "websocket_url": "ws://127.0.0.1:9/chat" } ],
          "personalities": [ { "id": 3, "name": "Normal Male", "style": "plain" } ],
          "scenarios": [
            { "id": 101, "name": "Book", "agent": 12, "personality": 3, "scenario_type": "instruction", "instructions": "x",
              "replay": { "turns": [ { "role": "Main Agent", "content": "Goodbye.", "start_time": 1, "end_time": 2 } ], "status": "completed", "duration_seconds": 1, "success": true } },
            { "id": 102, "name": "Move", "agent": 12, "personality": 3, "scenario_type": "instruction", "instructions": "x",
              "replay": { "turns": [ { "role": "Main Agent", "content": "Goodbye.", "start_time": 1, "end_time": 2 } ], "status": "completed", "duration_seconds": 1, "success": false } } ]
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-picked-").FullName;

    public PickedTests()
    {
        File.WriteAllText(Path.Combine(_folder, "Clinic.cekura"), $"directory={_folder}\nmanifest=cekura.json\n");
        File.WriteAllText(
            Path.Combine(_folder, "cekura.json"),
            """{ "name": "S", "agent": 12, "personalities": [3], "scenarios": [ { "id": 101, "name": "Book" }, { "id": 102, "name": "Move" } ] }"""
        );
        File.WriteAllText(Path.Combine(_folder, "emulator.seed.json"), Seed);
    }

    private string Dll => Path.Combine(_folder, "Clinic.dll");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("<MaxRuns>many</MaxRuns>", "MaxRuns")]
    [InlineData("<Mode>txet</Mode>", "txet")]
    [InlineData("<Tags>nightly</Tags>", "Tags=nightly")]
    [InlineData("<LastFailed>true</LastFailed>", "LastFailed: no run of this project is remembered")]
    [InlineData("<ScenarioIds>999</ScenarioIds>", "ScenarioIds=999")]
    [InlineData("<PersonalityIds>9</PersonalityIds>", "PersonalityIds=9")]
    [InlineData("<Shard>1/2</Shard>", "another shard than the setting Shard says (1 of 2)")]
    [InlineData("<Shard>2/2</Shard>", "another shard than the setting Shard says (2 of 2)")]
    public void A_picked_test_that_settings_leave_out_says_so(string setting, string reason)
    {
        var platform = Run(setting, Book, Move);

        var left = platform
            .Results.Where(result => result.ErrorMessage?.Contains("was not started", StringComparison.Ordinal) == true)
            .ToList();
        Assert.NotEmpty(left);
        Assert.All(left, result => Assert.Contains(reason, result.ErrorMessage, StringComparison.Ordinal));
        Assert.All(left, result => Assert.DoesNotContain('\n', result.ErrorMessage!));
        Assert.Equal(2, platform.Results.Count);
        Assert.DoesNotContain(platform.Results, result =>
            result.ErrorMessage?.Contains("not in the manifest", StringComparison.Ordinal) == true
        );
    }

    [Theory]
    [InlineData("<Tags>smok</Tags>", "Did you mean Tags=smoke?")]
    [InlineData("<FolderPath>Mony</FolderPath>", "Did you mean FolderPath=Money?")]
    [InlineData("<Tags>nightly</Tags>", null)]
    public void A_slip_in_what_settings_select_is_told_with_the_nearest_name(string setting, string? hint)
    {
        File.WriteAllText(
            Path.Combine(_folder, "cekura.json"),
            """
            { "name": "S", "agent": 12, "personalities": [3], "scenarios": [
              { "id": 101, "name": "Book", "tags": ["smoke"] }, { "id": 102, "name": "Pay", "folder": "Money" } ] }
            """
        );

        var platform = Run(setting, Book);

        var said = platform.Messages.Append(platform.Results.Single().ErrorMessage!).ToList();
        Assert.Equal(hint is null ? 0 : 2, said.Count(text => text.Contains(hint ?? "Did you mean", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_manifest_that_cannot_be_read_is_the_reason()
    {
        File.WriteAllText(Path.Combine(_folder, "cekura.json"), "{ \"scenarios\": [ ");

        var platform = Run("", Book, Move);

        Assert.Equal(2, platform.Results.Count);
        Assert.All(platform.Results, result => Assert.Contains("cekura.json(1,", result.ErrorMessage, StringComparison.Ordinal));
        Assert.Single(platform.Messages, message => message.Contains("cekura.json(1,", StringComparison.Ordinal));
    }

    [Fact]
    public void A_test_that_is_gone_says_that()
    {
        var gone = new TestCase("S.Gone.Personality_3", CekuraTestAdapter.Executor, Dll);

        Assert.Contains("is not in the manifest any more", Run("", gone).Results.Single().ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_that_is_picked_twice_runs_once()
    {
        var platform = Run("", Book, new TestCase("S.Book.Personality_3", CekuraTestAdapter.Executor, Dll));

        Assert.Equal(TestOutcome.Passed, Assert.Single(platform.Results).Outcome);
    }

    [Fact]
    public void Advice_for_a_command_line_is_no_warning_in_an_explorer()
    {
        var platform = Run("", Move);

        Assert.DoesNotContain(platform.Messages.Zip(platform.Levels), said =>
            said.Second > TestMessageLevel.Informational && said.First.Contains("LastFailed", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_refusal_shows_its_table_once_offers_what_failed_last_and_is_no_failure_of_any_test()
    {
        Run("", Book, Move);

        var refused = Run("<MaxRuns>1</MaxRuns>", Book, Move);
        var said = Assert.Single(refused.Messages, message => message.Contains("Nothing was started", StringComparison.Ordinal));
        Assert.Contains(
            "Select fewer tests (Cekura.LastFailed=true runs the 1 that failed last), or raise MaxRuns.",
            said,
            StringComparison.Ordinal
        );
        Assert.Contains("\n  Suite", said, StringComparison.Ordinal);
        Assert.Equal(2, refused.Results.Count);
        Assert.All(refused.Results, result =>
        {
            Assert.StartsWith("Nothing was started: 2 runs", result.ErrorMessage, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', result.ErrorMessage!);
        });

        var again = Run("<MaxRuns>1</MaxRuns><LastFailed>true</LastFailed>", Move);
        Assert.Contains("result", Assert.Single(again.Results).ErrorMessage, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(again.Results[0].Attachments);
    }

    [Fact]
    public void A_seed_with_several_errors_shows_them_once()
    {
        File.WriteAllText(
            Path.Combine(_folder, "emulator.seed.json"),
            """{ "agents": [ { "id": "x" } ], "scenarios": [ { "id": "y" } ], "rubbish": 1 }"""
        );

        var platform = Run("", Book, Move);

        Assert.All(platform.Results, result => Assert.DoesNotContain('\n', result.ErrorMessage!));
        Assert.Single(platform.Messages, message => message.Contains("rubbish", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cancel_is_said_once_and_of_the_emulator()
    {
        File.WriteAllText(
            Path.Combine(_folder, "emulator.seed.json"),
            Seed.Replace("\"duration_seconds\": 1", "\"duration_seconds\": 3600", StringComparison.Ordinal)
        );
        var executor = new CekuraTestExecutor();
        var platform = new Platform(Settings("")) { OnStart = executor.Cancel };

        executor.RunTests([Book, Move], platform, platform);

        var said = Assert.Single(platform.Messages, message => message.Contains("ancelled", StringComparison.Ordinal));
        Assert.DoesNotContain("asked Cekura", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "id": 5, "name": "Says goodbye", "rule": { "agent_says": "Goodbye" } }""", false)]
    [InlineData("""{ "id": 5, "name": "Turns", "eval_type": "numeric", "measure": "turns" }""", true)]
    public void Tests_that_passed_without_being_judged_are_named_once(string metric, bool isNamed)
    {
        File.WriteAllText(
            Path.Combine(_folder, "emulator.seed.json"),
            Seed.Replace("\"scenarios\":", $"\"metrics\": [ {metric} ], \"scenarios\":", StringComparison.Ordinal)
                .Replace("\"name\": \"Book\",", "\"name\": \"Book\", \"metrics\": [5],", StringComparison.Ordinal)
                .Replace(", \"success\": true", "", StringComparison.Ordinal)
        );

        var platform = Run("", Book);

        Assert.Equal(TestOutcome.Passed, Assert.Single(platform.Results).Outcome);
        var said = platform.Messages.Where(message => message.Contains("judged by anything", StringComparison.Ordinal)).ToList();
        Assert.Equal(isNamed ? 1 : 0, said.Count);
        Assert.All(said, message =>
            Assert.Contains(
                """1 of 1 test passed without being judged by anything: "Book [Personality 3]".""",
                message,
                StringComparison.Ordinal
            )
        );
    }

    private TestCase Book => new("S.Book.Personality_3", CekuraTestAdapter.Executor, Dll);

    private TestCase Move => new("S.Move.Personality_3", CekuraTestAdapter.Executor, Dll);

    private Platform Run(string settings, params TestCase[] tests)
    {
        var platform = new Platform(Settings(settings));
        new CekuraTestExecutor().RunTests(tests, platform, platform);
        return platform;
    }

    private string Settings(string settings) =>
        $"<RunSettings><RunConfiguration><DesignMode>true</DesignMode><ResultsDirectory>{_folder}/results</ResultsDirectory></RunConfiguration>"
        + $"<Cekura><ApiUrl>emulator</ApiUrl><Seed>{_folder}/emulator.seed.json</Seed><Reuse>Never</Reuse><StateDirectory>{_folder}/state</StateDirectory>{settings}</Cekura></RunSettings>";
}
