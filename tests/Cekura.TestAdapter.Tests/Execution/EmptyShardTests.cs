using Cekura.Runs.History;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;

namespace Cekura.TestAdapter.Tests.Execution;

/// <summary>
/// A shard that no test fell to is a shard like the others: it says so, and leaves its file. Whatever else leaves nothing to run does not
/// look like one.
/// </summary>
public sealed class EmptyShardTests : IDisposable
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
              "replay": { "turns": [ { "role": "Main Agent", "content": "Goodbye.", "start_time": 1, "end_time": 2 } ], "status": "completed", "duration_seconds": 1, "success": true } } ]
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-empty-").FullName;

    public EmptyShardTests()
    {
        File.WriteAllText(Path.Combine(_folder, "Clinic.cekura"), $"directory={_folder}\nmanifest=cekura.json\n");
        File.WriteAllText(
            Path.Combine(_folder, "cekura.json"),
            """{ "name": "S", "agent": 12, "personalities": [3], "scenarios": [ { "id": 101, "name": "Book" }, { "id": 102, "name": "Move" } ] }"""
        );
        File.WriteAllText(Path.Combine(_folder, "emulator.seed.json"), Seed);
    }

    private string Dll => Path.Combine(_folder, "Clinic.dll");

    private string Results => Path.Combine(_folder, "results");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_shard_without_tests_says_so_as_a_test_and_leaves_its_file()
    {
        var platform = Run("<Shard>3/3</Shard>");

        var only = Assert.Single(platform.Results);
        Assert.Equal((TestOutcome.Skipped, "Shard 3 of 3"), (only.Outcome, only.TestCase.DisplayName));
        Assert.Equal("Shard 3 of 3 holds no tests: the other shards have the 2 tests of Clinic.", only.ErrorMessage);
        Assert.Contains("Cekura: shard 3 of 3: 0 of 2 tests. Fewer shards are enough.", platform.Messages);
        var file = ShardFile.Open(Assert.Single(Directory.GetFiles(Results, ShardFile.Pattern)));
        Assert.True(file.IsComplete);
        Assert.Equal(("3/3", 2, 0), (file.Head.Shard.ToString(), file.Head.Tests, file.Cases().Count()));
        Assert.Equal(file.Path, Assert.Single(platform.Attached));

        Run("<Shard>1/3</Shard>");
        Run("<Shard>2/3</Shard>");
        var set = ShardSet.Of(Directory.GetFiles(Results, ShardFile.Pattern).Select(ShardFile.Open));
        Assert.Empty(set.Problems);
        Assert.Equal(["Shard 3 of 3 of Clinic holds no tests."], set.Notes);
    }

    [Fact]
    public void A_filter_that_picks_tests_of_other_shards_leaves_an_empty_one_and_a_filter_that_picks_nothing_does_not()
    {
        var ours = Run("<Shard>1/2</Shard>").Results.Single().TestCase.FullyQualifiedName;
        Directory.Delete(Results, recursive: true);

        var theirs = Run("<Shard>1/2</Shard>", test => test.FullyQualifiedName != ours);
        var only = Assert.Single(theirs.Results);
        Assert.Equal(
            (TestOutcome.Skipped, "Shard 1 of 2 holds no tests that the filter picks. Other shards do."),
            (only.Outcome, only.ErrorMessage)
        );
        Assert.Single(Directory.GetFiles(Results, ShardFile.Pattern));
        Directory.Delete(Results, recursive: true);

        Assert.Empty(Run("<Shard>1/2</Shard>", _ => false).Results);
        Assert.Empty(Run("<Shard>3/3</Shard>", _ => false).Results);
        Assert.False(Directory.Exists(Results));
    }

    [Theory]
    [InlineData("<Shard>3/3</Shard><ConcurrencyLimit>2</ConcurrencyLimit>")]
    [InlineData("<Shard>3/3</Shard><Tags>nightly</Tags>")]
    [InlineData("<Shard>3/3</Shard><Durations>none.json</Durations>")]
    [InlineData("<Shard>3/2</Shard>")]
    [InlineData("<Tags>nightly</Tags>")]
    public void Nothing_for_another_reason_is_no_empty_shard(string settings)
    {
        var platform = Run(settings);

        Assert.Empty(platform.Results);
        Assert.False(Directory.Exists(Results));
        Assert.Contains(Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging.TestMessageLevel.Error, platform.Levels);
    }

    private Platform Run(string settings, Func<TestCase, bool>? filter = null)
    {
        var platform = new Platform(
            $"<RunSettings><RunConfiguration><ResultsDirectory>{Results}</ResultsDirectory></RunConfiguration>"
                + $"<Cekura><ApiUrl>emulator</ApiUrl><Seed>{_folder}/emulator.seed.json</Seed><Reuse>Never</Reuse><StateDirectory>{_folder}/state</StateDirectory>{settings}</Cekura></RunSettings>"
        )
        {
            Filter = filter is null ? null : new Picking(filter),
        };
        new CekuraTestExecutor().RunTests([Dll], platform, platform);
        return platform;
    }

    private sealed class Picking(Func<TestCase, bool> picks) : ITestCaseFilterExpression
    {
        public string TestCaseFilterValue => "Name=x";

        public bool MatchTestCase(TestCase testCase, Func<string, object?> propertyValueProvider) => picks(testCase);
    }
}
