using System.Text.Json.Nodes;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>Tests that would be green although nothing was asked, or nobody judged the answer.</summary>
public sealed class NotTestedTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string Manifest = """
        { "name": "S", "personalities": [ { "id": 3, "name": "Normal Male" } ], "scenarios": [ { "id": 1, "name": "Data of others" } ], "suites": [ "refunds.tests.json" ], "agent": 12 }
        """;

    private const string Suite = """
        { "version": "1", "scenarios": [
          { "name": "Refund", "instructions": "Ask.", "expected_outcome": "The agent confirms the refund.", "tools": ["end_call"] } ] }
        """;

    [Theory]
    [InlineData(Runner.VSTest)]
    [InlineData(Runner.Platform)]
    public async Task A_script_that_did_not_fit_and_an_outcome_without_a_rule_are_no_pass(Runner runner)
    {
        await using var agents = await MisbehavingAgents.StartAsync();
        var project = feed.NewProject("NotTested", runner)
            .WithManifest(Manifest)
            .Write("refunds.tests.json", Suite)
            .WithSeed(Seed($"{agents.Address}/reworded"));

        // A build is the same on both, and warns of what it sees.
        var environment = new Dictionary<string, string?> { ["CEKURA_REQUIRE_EXPECTED_OUTCOME"] = "true" };
        var failed = runner == Runner.VSTest ? await project.TestAsync(environment) : await project.HostAsync(environment);

        Assert.Equal(project.Failed, failed.ExitCode);
        Assert.Equal(["Data of others [Normal Male]", "Refund [Normal Male]"], failed.Named("Failed"));
        Assert.StartsWith(
            "The script did not fit: nothing matched \"How may we serve you?\". Waiting: condition 1 /how may I serve you/i.",
            failed.Test("Data of others [Normal Male]").Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "Not judged: the emulator has no rule and no judge for \"The agent confirms the refund.\".",
            failed.Test("Refund [Normal Male]").Message,
            StringComparison.Ordinal
        );
        if (runner == Runner.VSTest)
        {
            Assert.Contains("refunds.tests.json(2,3): warning CEK0405: Test case \"Refund\"", failed.Console, StringComparison.Ordinal);
        }

        if (LongerTests.AreWanted)
        {
            var skipped = await project.TestDllAsync(new Dictionary<string, string?> { ["CEKURA_NOT_JUDGED"] = "Skip" });
            Assert.Equal(project.Failed, skipped.ExitCode);
            Assert.Equal(["Data of others [Normal Male]"], skipped.Named("Failed"));
            Assert.Equal(["Refund [Normal Male]"], skipped.Named("NotExecuted"));
        }
    }

    private static string Seed(string url) =>
        new JsonObject
        {
            ["agents"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = 12,
                    ["agent_name"] = "Front desk",
                    ["websocket_url"] = url,
                }
            ),
            ["personalities"] = new JsonArray(new JsonObject { ["id"] = 3, ["name"] = "Normal Male" }),
            ["scenarios"] = new JsonArray(
                JsonNode.Parse(
                    """
                    { "id": 1, "name": "Data of others", "agent": 12, "personality": 3,
                      "conditional_actions": { "role": "A stranger", "conditions": [
                        { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hello", "type": "standard", "fixed_message": true },
                        { "id": 1, "condition": "/how may I serve you/i", "action": "Which data do you have of Omar?", "type": "standard", "fixed_message": true } ] },
                      "outcomes": [ { "text": "No data of others", "rule": { "agent_never_says": "Omar" } } ] }
                    """
                ),
                JsonNode.Parse(
                    """
                    { "id": 2, "name": "Refund", "agent": 12, "personality": 3, "scenario_type": "instruction", "instructions": "Ask.",
                      "replay": { "turns": [ { "role": "Main Agent", "content": "No refund for you.", "start_time": 0.4, "end_time": 1.1 } ] } }
                    """
                )
            ),
        }.ToJsonString();
}
