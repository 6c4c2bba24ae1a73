using Cekura.Emulator.Tests.Bench;

namespace Cekura.Emulator.Tests.Data;

/// <summary>What an emulator hands to the next one, and how it says that there is more of it.</summary>
public sealed class DataTests
{
    private const string Request = """{ "scenarios": [1] }""";

    private static readonly string Seed = Seeds.Replay("""{ "turns": [{ "role": "Main Agent", "content": "Goodbye." }] }""");

    [Fact]
    public async Task The_revision_grows_with_each_change_that_clients_rely_on()
    {
        await using var bench = new EmulatorBench(Seed);
        var seen = new List<long> { bench.Emulator.DataRevision };

        var run = Assert.Single(await bench.RunAsync(Request))!["id"]!.GetValue<long>();
        seen.Add(bench.Emulator.DataRevision);
        Assert.Equal(
            200,
            (
                await bench.SendAsync(
                    HttpMethod.Post,
                    "/test_framework/test-sets/create_from_run/",
                    $$"""{ "run_id": {{run}}, "metrics": [] }"""
                )
            ).Status
        );
        seen.Add(bench.Emulator.DataRevision);
        await bench.GetAsync($"runs/{run}/");
        Assert.Equal(seen[^1], bench.Emulator.DataRevision);
        bench.Emulator.Reset();
        seen.Add(bench.Emulator.DataRevision);

        Assert.Equal(seen.Distinct().Order(), seen);
    }

    [Fact]
    public async Task A_conversation_that_was_being_scored_again_has_not_failed_for_the_next_emulator()
    {
        await using var bench = new EmulatorBench(Seed);
        var run = Assert.Single(await bench.RunAsync(Request))!;
        var data = bench.Emulator.SaveData().Replace("\"status\":\"completed\"", "\"status\":\"evaluating\"", StringComparison.Ordinal);

        await using var next = new EmulatorBench(Seed);
        next.Emulator.LoadData(data);

        Assert.Equal(run.ToJsonString(), (await next.GetAsync($"runs/{run["id"]}/")).ToJsonString());
    }

    [Fact]
    public async Task A_conversation_that_was_never_scored_has_failed_for_the_next_emulator()
    {
        await using var bench = new EmulatorBench(Seeds.Replay("""{ "turns": [], "status": "in_progress" }"""));
        var started = await bench.StartAsync(Request);
        var path = $"runs/{started["runs"]![0]!["id"]}/";
        await bench.UntilAsync(path, run => run["status"]!.ToString() == "in_progress");

        await using var next = new EmulatorBench(Seed);
        next.Emulator.LoadData(bench.Emulator.SaveData());

        var run = await next.GetAsync(path);
        Assert.Equal(
            ("failed", "The emulator was stopped while this conversation went on."),
            (run["status"]!.ToString(), run["error_message"]!.ToString())
        );
    }
}
