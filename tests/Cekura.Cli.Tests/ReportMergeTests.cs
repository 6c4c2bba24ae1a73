using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Cli.Tests;

/// <summary>What <c>report merge</c> makes of shards that had nothing to run: some of them are no trouble, all of them are.</summary>
public sealed class ReportMergeTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("cekura-merge-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task An_empty_shard_among_others_is_named_and_costs_nothing()
    {
        Write(1, Outcome.Passed);
        Write(2);

        var (exitCode, output, error) = await MergeAsync();

        Assert.True(exitCode == 0, output + error);
        Assert.Contains("1 test of 2 shards (1 passed)", output, StringComparison.Ordinal);
        Assert.Contains("Shard 2 of 2 of Clinic holds no tests.", output + error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "Nothing was tested: the shards hold no tests.")]
    [InlineData(1, "Nothing was tested: the only test was skipped.")]
    [InlineData(2, "Nothing was tested: all 2 tests were skipped.")]
    public async Task Shards_that_ran_nothing_together_are_no_success(int skipped, string words)
    {
        Write(1, [.. Enumerable.Repeat(Outcome.Skipped, skipped)]);
        Write(2);

        var (exitCode, output, error) = await MergeAsync();

        Assert.True(exitCode == 3, output + error);
        Assert.Contains(words, output + error, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Out, string Error)> MergeAsync() => Command.RunAsync(_home, null, "report", "merge", "shards");

    private void Write(int index, params Outcome[] outcomes)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_home, "shards")).FullName;
        var head = new ShardHead("Clinic", "Front desk", new Shard(index, 2), "0123", 2, DateTimeOffset.UnixEpoch, 742, IsEmulated: true);
        using var log = new ShardLog(Path.Combine(folder, ShardFile.NameOf(head.Source, head.Shard)), head, apiKey: null);
        foreach (var (number, outcome) in outcomes.Index())
        {
            log.Add(
                new ScenarioCase
                {
                    FullyQualifiedName = $"S.Book_{number}.Calm",
                    DisplayName = $"Book {number} [Calm]",
                    ScenarioId = 101 + number,
                    ScenarioName = $"Book {number}",
                    Mode = "text",
                    Frequency = 1,
                    Location = new SourceLocation("/cekura.json", 3, 5),
                },
                new CaseVerdict
                {
                    Outcome = outcome,
                    Message = outcome == Outcome.Skipped ? "Not before May." : null,
                    Passed = outcome == Outcome.Passed ? 1 : 0,
                    Total = 1,
                    Runs = [],
                }
            );
        }

        log.End();
    }
}
