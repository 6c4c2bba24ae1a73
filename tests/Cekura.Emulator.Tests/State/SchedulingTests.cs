using System.Text.Json.Nodes;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Tests.Bench;
using Cekura.Testing;

namespace Cekura.Emulator.Tests.State;

public sealed class SchedulingTests
{
    [Fact]
    public async Task Shows_turns_while_the_conversation_goes_on()
    {
        var over = new TaskCompletionSource();
        await using var bench = new EmulatorBench(
            Seeds.Clinic,
            new FakePlayer(
                async (_, live, _) =>
                {
                    live!(Turn.Caller("Hi"));
                    await over.Task;
                    return FakePlayer.Talk(Turn.Caller("Hi"), Turn.Agent("Hello", at: 65));
                }
            )
        );

        var started = await bench.StartAsync("""{ "scenarios": [101] }""");
        var path = $"runs/{started["runs"]![0]!["id"]}/";
        var going = await bench.UntilAsync(path, run => run["transcript"]!.ToString().Length > 0);
        Assert.Equal(("in_progress", null, null), (going["status"]!.ToString(), going["success"], going["evaluation_status"]));
        Assert.Equal("[00:00] Testing Agent: Hi\n", going["transcript"]!.ToString());
        Assert.Null(going["duration"]);

        over.SetResult();
        var ended = await bench.UntilAsync(path, run => run["status"]!.ToString() == "completed");
        Assert.Equal(
            ("01:05", true, "success"),
            (ended["duration"]!.ToString(), ended["success"]!.GetValue<bool>(), ended["evaluation_status"]!.ToString())
        );
    }

    [Theory]
    [InlineData("", ", \"concurrency_limit\": 2", 16)]
    [InlineData("\"limits\": { \"concurrent_runs\": 2 },", "", 16)]
    [InlineData("\"limits\": { \"concurrent_runs\": 2 },", "", 1)]
    [InlineData("", "", 2)]
    public async Task Queues_runs_above_each_limit(string section, string field, int maxConversations)
    {
        var over = new TaskCompletionSource();
        var player = new FakePlayer(
            async (_, _, _) =>
            {
                await over.Task;
                return FakePlayer.Talk(Turn.Agent("Hello"));
            }
        );
        await using var bench = new EmulatorBench(
            Seeds.Clinic.Insert(1, section),
            player,
            new() { MaxConcurrentConversations = maxConversations }
        );

        var started = await bench.StartAsync($$"""{ "scenarios": [101], "frequency": 5 {{field}} }""");
        var result = await bench.UntilAsync($"results/{started["id"]}/", _ => player.Requests.Count == 2);
        Assert.Equal(["in_progress", "in_progress", "in_queue", "in_queue", "in_queue"], Statuses(result));
        Assert.Equal("running", result["status"]!.ToString());

        over.SetResult();
        await bench.UntilAsync($"results/{started["id"]}/", now => now["status"]!.ToString() == "completed");
        Assert.Equal(5, player.Requests.Count);
    }

    [Fact]
    public async Task Ending_the_calls_cancels_what_waits_and_completes_what_talks()
    {
        var talking = new TaskCompletionSource();
        await using var bench = new EmulatorBench(Seeds.Clinic, new FakePlayer((_, _, endCall) => TalkUntilAsync(talking, endCall)));

        var started = await bench.StartAsync("""{ "scenarios": [101], "frequency": 2, "concurrency_limit": 1 }""");
        await talking.Task;
        Assert.Equal((200, "{}"), await bench.SendAsync(HttpMethod.Post, $"results/{started["id"]}/end_calls/"));

        var result = await bench.UntilAsync($"results/{started["id"]}/", now => now["status"]!.ToString() == "completed");
        Assert.Equal(["completed", "cancelled"], Statuses(result));
        var cancelled = await bench.GetAsync($"runs/{started["runs"]![1]!["id"]}/");
        Assert.Equal("run-cancelled-by-user", cancelled["metadata"]!["ended_reason"]!.ToString());
        Assert.Equal(("failure", false), (cancelled["evaluation_status"]!.ToString(), cancelled["success"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Ending_the_calls_starts_none_of_those_that_wait()
    {
        // What talks leaves its place when it ends, and the next in the queue must not take it. Often: each time is a race.
        for (var time = 0; time < 25; time++)
        {
            var talking = new TaskCompletionSource();
            var player = new FakePlayer(
                async (_, _, endCall) =>
                {
                    talking.TrySetResult();
                    await Task.Delay(Timeout.InfiniteTimeSpan, endCall).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    return FakePlayer.Talk(Turn.Agent("Hello"));
                }
            );
            await using var bench = new EmulatorBench(Seeds.Clinic, player);

            var started = await bench.StartAsync("""{ "scenarios": [101], "frequency": 20, "concurrency_limit": 1 }""");
            await talking.Task;
            await bench.SendAsync(HttpMethod.Post, $"results/{started["id"]}/end_calls/");

            var result = await bench.UntilAsync($"results/{started["id"]}/", now => now["status"]!.ToString() == "completed");
            Assert.Equal(["completed", .. Enumerable.Repeat("cancelled", 19)], Statuses(result));
            Assert.Single(player.Requests);
        }
    }

    [Fact]
    public async Task Ends_one_call()
    {
        var talking = new TaskCompletionSource();
        await using var bench = new EmulatorBench(Seeds.Clinic, new FakePlayer((_, _, endCall) => TalkUntilAsync(talking, endCall)));

        var started = await bench.StartAsync("""{ "scenarios": [101] }""");
        await talking.Task;
        await bench.SendAsync(HttpMethod.Post, $"runs/{started["runs"]![0]!["id"]}/end_call/");

        await bench.UntilAsync($"results/{started["id"]}/", now => now["status"]!.ToString() == "completed");
    }

    [Fact]
    public async Task Disposing_ends_the_conversations()
    {
        var talking = new TaskCompletionSource();
        var ended = false;
        var bench = new EmulatorBench(
            Seeds.Clinic,
            new FakePlayer(
                async (_, _, endCall) =>
                {
                    var record = await TalkUntilAsync(talking, endCall);
                    ended = true;
                    return record;
                }
            )
        );
        await bench.StartAsync("""{ "scenarios": [101] }""");
        await talking.Task;

        await bench.DisposeAsync();

        Assert.True(ended);
    }

    [Fact]
    public async Task A_run_ends_even_when_the_emulator_breaks()
    {
        await using var bench = new EmulatorBench(Seeds.Clinic, new FakePlayer((_, _, _) => throw new InvalidOperationException("a bug")));

        var run = Assert.Single(await bench.RunAsync("""{ "scenarios": [101] }"""))!;

        Assert.Equal("failed", run["status"]!.ToString());
        Assert.Equal("The emulator itself failed, not the agent: InvalidOperationException: a bug", run["error_message"]!.ToString());
    }

    [Theory]
    [InlineData("failed", "timeout", "failed")]
    [InlineData("completed", "failed", "completed")]
    [InlineData("timeout", "cancelled", "failed")]
    [InlineData("timeout", "failed", "failed")]
    [InlineData("timeout", "timeout", "timeout")]
    [InlineData("cancelled", "cancelled", "cancelled")]
    public async Task Result_is_completed_as_soon_as_one_run_is(string first, string second, string expected)
    {
        await using var bench = new EmulatorBench(
            $$"""
            { "agents": [{ "id": 1 }], "scenarios": [
              { "id": 1, "name": "a", "replay": { "status": "{{first}}", "error_message": "why" } },
              { "id": 2, "name": "b", "replay": { "status": "{{second}}" } }] }
            """
        );

        var runs = await bench.RunAsync("""{ "scenarios": [1, 2] }""");

        Assert.Equal(expected, (await bench.GetAsync($"results/{runs[0]!["result_id"]}/"))["status"]!.ToString());
        Assert.Equal((first, "why"), (runs[0]!["status"]!.ToString(), runs[0]!["error_message"]!.ToString()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_replay_is_evaluated_for_a_while_and_ending_it_then_takes_nothing_back(bool isEnded)
    {
        var clock = new VirtualTime();
        await using var bench = new EmulatorBench(
            Seeds.Replay("""{ "delay_ms": 90000, "evaluating_ms": 20000, "duration_seconds": 75 }"""),
            options: new() { TimeProvider = clock }
        );

        var started = await bench.StartAsync("""{ "scenarios": [1] }""");
        var path = $"runs/{started["runs"]![0]!["id"]}/";
        await clock.WhenTimerDueInAsync(TimeSpan.FromSeconds(90));
        clock.Advance(TimeSpan.FromSeconds(90));
        await clock.WhenTimerDueInAsync(TimeSpan.FromSeconds(20));
        var evaluating = await bench.GetAsync(path);
        Assert.Equal(
            ("evaluating", "01:15", null),
            (evaluating["status"]!.ToString(), evaluating["duration"]!.ToString(), evaluating["success"]?.ToString())
        );

        if (isEnded)
        {
            await bench.SendAsync(HttpMethod.Post, $"results/{started["id"]}/end_calls/", "{}");
        }
        else
        {
            clock.Advance(TimeSpan.FromSeconds(20));
        }

        var over = await bench.UntilAsync(path, now => now["status"]!.ToString() != "evaluating");
        Assert.Equal(("completed", "01:15"), (over["status"]!.ToString(), over["duration"]!.ToString()));
    }

    [Fact]
    public async Task Replays_take_their_time()
    {
        var clock = new VirtualTime();
        await using var bench = new EmulatorBench(
            Seeds.Replay("""{ "delay_ms": 90000, "duration_seconds": 75 }"""),
            options: new() { TimeProvider = clock }
        );

        var started = await bench.StartAsync("""{ "scenarios": [1] }""");
        await clock.WhenTimerDueWithinAsync(TimeSpan.FromSeconds(90));
        Assert.Equal(["in_progress"], Statuses(await bench.GetAsync($"results/{started["id"]}/")));

        clock.Advance(TimeSpan.FromSeconds(90));
        var run = await bench.UntilAsync($"runs/{started["runs"]![0]!["id"]}/", now => now["status"]!.ToString() == "completed");
        Assert.Equal(("01:15", "2026-01-01T00:00:00.000000Z"), (run["duration"]!.ToString(), run["executed_at"]!.ToString()));
        Assert.Equal("2026-01-01T00:01:30.000000Z", (await bench.GetAsync($"results/{started["id"]}/"))["updated_at"]!.ToString());
    }

    [Fact]
    public async Task A_replay_that_never_ends_is_cancelled_by_ending_the_call()
    {
        await using var bench = new EmulatorBench(Seeds.Replay("""{ "status": "scaling_up" }"""));

        var started = await bench.StartAsync("""{ "scenarios": [1] }""");
        await bench.UntilAsync($"results/{started["id"]}/", now => Statuses(now).Single() == "scaling_up");
        await bench.SendAsync(HttpMethod.Post, $"results/{started["id"]}/end_calls/");

        await bench.UntilAsync($"results/{started["id"]}/", now => now["status"]!.ToString() == "cancelled");
    }

    [Theory]
    [InlineData("result_id=1001", "5001 5002")]
    [InlineData("result_id=7", "")]
    [InlineData("id__in=5002,5003", "5002 5003")]
    [InlineData("status=failed", "5002")]
    [InlineData("status__in=failed,completed&scenario__id=1", "5001 5003")]
    [InlineData("success=true", "5001 5003")]
    [InlineData("agent_id=1&page_size=2&page=2", "5003")]
    [InlineData("agent_id=2", "")]
    public async Task Lists_runs_by(string filter, string expected)
    {
        await using var bench = new EmulatorBench(
            """
            { "agents": [{ "id": 1 }], "scenarios": [{ "id": 1, "name": "a", "replay": {} }, { "id": 2, "name": "b", "replay": { "status": "failed" } }] }
            """
        );
        await bench.RunAsync("""{ "scenarios": [1, 2] }""");
        await bench.RunAsync("""{ "scenarios": [1] }""");

        Assert.Equal(
            expected,
            string.Join(' ', (await bench.GetAsync($"runs/?{filter}"))["results"]!.AsArray().Select(run => run!["id"]!.ToString()))
        );
    }

    [Fact]
    public async Task Counts_runs_by_how_they_went()
    {
        await using var bench = new EmulatorBench(
            """
            { "agents": [{ "id": 1 }], "scenarios": [
              { "id": 1, "name": "a", "replay": { "turns": [{ "role": "Main Agent", "content": "Hi", "end_time": 20 }] }, "outcomes": [{ "text": "o", "rule": { "agent_says": "Hi" } }] },
              { "id": 2, "name": "b", "replay": { "turns": [{ "role": "Main Agent", "content": "No", "end_time": 13 }] }, "outcomes": [{ "text": "o", "rule": { "agent_says": "Hi" } }] },
              { "id": 3, "name": "c", "replay": { "status": "timeout" } }] }
            """
        );

        var runs = await bench.RunAsync("""{ "scenarios": [1, 2, 3] }""");
        var result = await bench.GetAsync($"results/{runs[0]!["result_id"]}/");

        Assert.Equal(
            "33.33 00:33 3 2 1 1 1 2 [5001,5002] [5003] [5001] [5002]",
            string.Join(
                ' ',
                new[]
                {
                    "success_rate",
                    "total_duration",
                    "total_runs_count",
                    "completed_runs_count",
                    "success_runs_count",
                    "failed_runs_count",
                    "met_expected_outcome_count",
                    "total_expected_outcome_count",
                    "connected_runs",
                    "not_connected_runs",
                    "successful_calls",
                    "failed_workflow_runs",
                }.Select(name =>
                    result[name]!.ToString().Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)
                )
            )
        );
        Assert.Equal("33.33", (await bench.GetAsync("results/"))["results"]![0]!["success_rate"]!.ToString());
    }

    private static async Task<ConversationRecord> TalkUntilAsync(TaskCompletionSource talking, CancellationToken endCall)
    {
        var ended = new TaskCompletionSource();
        await using var registration = endCall.Register(ended.SetResult);
        talking.SetResult();
        await ended.Task;
        return FakePlayer.Talk(Turn.Agent("Hello"));
    }

    private static IEnumerable<string> Statuses(JsonNode result) =>
        result["runs"]!.AsObject().Select(run => run.Value!["status"]!.ToString());
}
