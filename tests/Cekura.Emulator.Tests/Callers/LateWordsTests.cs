using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;
using Cekura.Models.Chat;

namespace Cekura.Emulator.Tests.Callers;

/// <summary>
/// What an agent says after the call is over: it is waited for a second, so that a busy machine hears less of it. It stands in the
/// transcript; no judge goes by it, and no cassette.
/// </summary>
public sealed class LateWordsTests
{
    [Fact]
    public async Task What_the_agent_says_after_the_call_is_not_judged()
    {
        var model = new StubModel(request =>
            request.Role == ModelRole.Caller
                ? ModelStub.Say("Thursday at 10:30, please. Goodbye.", done: true)
                : new JsonObject
                {
                    ["statements"] = new JsonArray(
                        new JsonObject
                        {
                            ["statement"] = 1,
                            ["turn"] = 4,
                            ["quote"] = "It is booked.",
                            ["reason"] = "It says so.",
                            ["answer"] = "met",
                        }
                    ),
                }
        );
        await using var bench = await PlayedBench.StartAsync(
            model,
            said => said == "Hello" ? "Which time?" : "It is booked.",
            scenario: """, "expected_outcome_prompt": "The appointment is booked\nThe agent confirms the time." """
        );

        var run = await bench.RunAsync();

        Assert.Equal(("completed", false), (run["status"]!.ToString(), run["success"]!.GetValue<bool>()));
        var question = model.Asked.First(request => request.Role == ModelRole.Judge);
        Assert.DoesNotContain("It is booked.", question.Messages[1].Content, StringComparison.Ordinal);
        Assert.DoesNotContain(question.Key.Parts, part => part.Value.Contains("It is booked.", StringComparison.Ordinal));
        if (PlayedBench.Said(run, "Main Agent").Contains("It is booked."))
        {
            Assert.Contains(
                "what the agent said after the call was over was not judged",
                run["metadata"]!["emulator_notes"]!.ToJsonString(),
                StringComparison.Ordinal
            );
        }
    }
}
