using System.Text.Json.Nodes;
using Cekura.Emulator.Rules;
using Cekura.Emulator.State;
using Cekura.Emulator.Tests.Bench;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Tests.State;

/// <summary>A verdict of the emulator's own: who reads the run sees it, and no success.</summary>
public sealed class EmulatorVerdictTests
{
    private static readonly RecordedTurn Hello = new("Main Agent", "Hello", TimeSpan.Zero, TimeSpan.Zero);

    [Fact]
    public void A_run_with_a_verdict_of_its_own_is_no_success_whatever_its_score()
    {
        var state = new RunState
        {
            UpdatedAt = default,
            ConversationVerdict = new("V28", "The agent fell silent after turn 1.\nIts last lines"),
            Score = new() { Success = true },
        };

        Assert.Equal((false, "The agent fell silent after turn 1."), (state.Success, state.ErrorMessage));
        Assert.Equal(
            (true, ""),
            ((state with { ConversationVerdict = null }).Success, (state with { ConversationVerdict = null }).ErrorMessage)
        );
        Assert.Equal("V29", (
                state with
                {
                    ConversationVerdict = null,
                    Score = new() { Success = true, Verdict = new("V29", "x") },
                }
            ).Verdict!.Rule);
    }

    [Fact]
    public void It_is_kept_with_the_run()
    {
        var verdict = new EmulatorVerdict("V28", "first\nsecond");

        Assert.Equal(verdict, EmulatorVerdict.Of(JsonNode.Parse(verdict.ToJson().ToJsonString())));
        Assert.Null(EmulatorVerdict.Of(null));
    }

    [Fact]
    public async Task Clients_find_it_in_the_metadata_where_an_agent_cannot_replace_it()
    {
        await using var bench = Bench(new("V28", "The agent fell silent after turn 1.\nIts last lines"));

        var run = Assert.Single(await bench.RunAsync("""{ "scenarios": [101] }"""))!;
        var result = await bench.GetAsync($"results/{run["result_id"]}/");

        Assert.Equal(
            """{"rule":"V28","message":"The agent fell silent after turn 1.\nIts last lines"}""",
            run["metadata"]!["emulator_verdict"]!.ToJsonString()
        );
        Assert.Equal("emulator_verdict", run["metadata"]!.AsObject().Last().Key);
        Assert.Equal(
            ("completed", "False", "failure"),
            (run["status"]!.ToString(), run["success"]!.GetValue<bool>().ToString(), run["evaluation_status"]!.ToString())
        );
        Assert.Equal("The agent fell silent after turn 1.", run["error_message"]!.ToString());
        Assert.Equal("0", result["success_rate"]!.ToString());
        Assert.Equal("V28", Assert.Single(result["runs"]!.AsObject()).Value!["metadata"]!["emulator_verdict"]!["rule"]!.ToString());
    }

    [Fact]
    public async Task What_an_agent_sends_under_its_name_is_dropped()
    {
        await using var bench = Bench(verdict: null);

        var run = Assert.Single(await bench.RunAsync("""{ "scenarios": [101] }"""))!;

        Assert.Equal(["kept", "ended_reason", "emulated"], run["metadata"]!.AsObject().Select(entry => entry.Key));
        Assert.Equal((true, "True"), (run["metadata"]!["emulated"]!.GetValue<bool>(), run["success"]!.GetValue<bool>().ToString()));
    }

    private static EmulatorBench Bench(EmulatorVerdict? verdict) =>
        new(
            Seeds.Clinic,
            new FakePlayer(
                (_, _, _) =>
                    Task.FromResult(
                        FakePlayer.Talk(Hello) with
                        {
                            Verdict = verdict,
                            Metadata = new JsonObject
                            {
                                ["emulator_verdict"] = new JsonObject { ["rule"] = "V29", ["message"] = "Skip me" },
                                ["emulated"] = false,
                                ["kept"] = 1,
                            },
                        }
                    )
            )
        );
}
