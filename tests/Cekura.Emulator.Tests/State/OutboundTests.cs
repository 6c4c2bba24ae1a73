using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;
using Cekura.Testing;

namespace Cekura.Emulator.Tests.State;

/// <summary>Phone numbers, and agents that have to dial.</summary>
public sealed class OutboundTests
{
    private static readonly string Outbound = Seeds.Clinic.Replace(
        "\"id\": 12,",
        "\"id\": 12, \"inbound\": false,",
        StringComparison.Ordinal
    );

    private static readonly string Deaf = Outbound.Replace(
        "\"inbound\": false,",
        "\"inbound\": false, \"dials\": false, \"dial_window_seconds\": 60,",
        StringComparison.Ordinal
    );

    [Theory]
    [InlineData("", 1)]
    [InlineData(", \"mode\": \"same_number\"", 1)]
    [InlineData(", \"mode\": \"different_numbers\"", 3)]
    public async Task Gives_inbound_calls_numbers_of_their_own_or_one_for_all(string mode, int numbers)
    {
        await using var bench = new EmulatorBench(Seeds.Clinic, new FakePlayer());

        var runs = (await bench.StartAsync("run_scenarios", $$"""{ "scenarios": [101], "frequency": 3 {{mode}} }"""))["runs"]!.AsArray();

        Assert.Equal(numbers, runs.Select(run => run!["inbound_number"]!.ToString()).Distinct().Count());
        Assert.All(runs, run => Assert.Matches("^\\+1555[0-9]{7}$", run!["inbound_number"]!.ToString()));
        Assert.All(runs, run => Assert.Null(run!["number"]));
    }

    [Fact]
    public async Task Uses_the_numbers_of_the_request()
    {
        await using var bench = new EmulatorBench(Seeds.Clinic, new FakePlayer());

        var run = Assert.Single(
            await bench.RunAsync(
                "run_scenarios",
                """{ "scenarios": [101], "outbound_phone_number": "+15550000001", "agent_number": "+15550000002" }"""
            )
        )!;

        Assert.Equal(("+15550000001", "+15550000002"), (run["inbound_number"]!.ToString(), run["agent_number"]!.ToString()));
        Assert.Null(run["outbound_number"]);
    }

    [Fact]
    public async Task An_outbound_agent_dials_at_once()
    {
        await using var bench = new EmulatorBench(Outbound, new FakePlayer(Turn.Agent("Hello")));

        var started = await bench.StartAsync("run_scenarios", """{ "scenarios": [101] }""");
        var announced = started["runs"]![0]!;
        Assert.False(started["agent_inbound"]!.GetValue<bool>());
        Assert.Null(announced["outbound_dial_window_opens_at"]);
        Assert.Null(announced["inbound_number"]);

        var run = await bench.UntilAsync($"runs/{announced["id"]}/", now => now["status"]!.ToString() == "completed");
        Assert.Equal(announced["number"]!.ToString(), run["outbound_number"]!.ToString());
        Assert.Equal("300", run["outbound_dial_window_seconds"]!.ToString());
        Assert.NotNull(run["outbound_dial_window_opens_at"]);
    }

    [Fact]
    public async Task A_run_without_a_dial_waits_and_times_out()
    {
        var time = new VirtualTime();
        await using var bench = new EmulatorBench(Deaf, new FakePlayer(), new() { TimeProvider = time });

        var started = await bench.StartAsync("run_scenarios", """{ "scenarios": [101] }""");
        var path = $"runs/{started["runs"]![0]!["id"]}/";
        var waiting = await bench.UntilAsync(path, run => run["outbound_dial_window_opens_at"] is not null);
        Assert.Equal(("pending", "60"), (waiting["status"]!.ToString(), waiting["outbound_dial_window_seconds"]!.ToString()));
        Assert.Equal(
            DateTimeOffset.Parse(waiting["outbound_dial_window_opens_at"]!.ToString(), null).AddSeconds(60),
            DateTimeOffset.Parse(waiting["outbound_dial_window_closes_at"]!.ToString(), null)
        );

        await time.WhenTimerDueInAsync(TimeSpan.FromSeconds(60));
        time.Advance(TimeSpan.FromSeconds(60));
        var over = await bench.UntilAsync(path, run => run["status"]!.ToString() != "pending");
        Assert.Equal(
            ("timeout", "No call was received within the outbound dial window.", "main-agent-did-not-answer"),
            (over["status"]!.ToString(), over["error_message"]!.ToString(), over["metadata"]!["ended_reason"]!.ToString())
        );
        Assert.Equal("timeout", (await bench.GetAsync($"results/{started["id"]}/"))["status"]!.ToString());
    }

    [Fact]
    public async Task Waiting_for_a_call_can_be_ended()
    {
        await using var bench = new EmulatorBench(Deaf, new FakePlayer());

        var started = await bench.StartAsync("run_scenarios", """{ "scenarios": [101] }""");
        await bench.SendAsync(HttpMethod.Post, $"results/{started["id"]}/end_calls/");

        await bench.UntilAsync($"results/{started["id"]}/", now => now["status"]!.ToString() == "cancelled");
    }

    [Theory]
    [InlineData("run_scenarios_text", """{ "scenarios": [101] }""")]
    [InlineData("run_scenarios_livekit_v2", """{ "scenarios": [{ "scenario": 101 }] }""")]
    public async Task Modes_without_phone_have_no_numbers_and_no_window(string operation, string body)
    {
        await using var bench = new EmulatorBench(Deaf, new FakePlayer());

        var run = Assert.Single(await bench.RunAsync(operation, body))!;

        Assert.Equal("completed", run["status"]!.ToString());
        Assert.Equal((null, null), (run["outbound_number"], run["outbound_dial_window_opens_at"]));
    }

    [Fact]
    public async Task Outbound_agents_get_an_address_to_write_to()
    {
        await using var bench = new EmulatorBench(Outbound, new FakePlayer());

        JsonNode run = (await bench.StartAsync("run_scenarios_email", """{ "scenarios": [101], "frequency": 1 }"""))["runs"]![0]!;

        Assert.Equal($"run-{run["id"]}@emulator.invalid", run["inbound_email"]!.ToString());
    }
}
