using System.Text.Json.Nodes;
using Cekura.Testing;

namespace Cekura.Benchmarks.Bench;

/// <summary>The same conversation of 6 turns, with a caller that has a script and with one that a model plays and a judge hears.</summary>
internal static class PlayedSeed
{
    /// <summary>What the model is asked for a conversation: three turns of the caller, and once the judge.</summary>
    public const int Calls = 4;

    private const int CharactersOfToken = 4;

    /// <summary>The seed.</summary>
    /// <param name="agent">Address of the agent.</param>
    /// <param name="scenarios">How many scenarios there are.</param>
    /// <param name="isPlayed">Whether a model plays the callers.</param>
    /// <param name="concurrent">How many conversations are held at once.</param>
    public static string Of(Uri agent, int scenarios, bool isPlayed, int concurrent) =>
        new JsonObject
        {
            ["model"] = new JsonObject { ["caller"] = "stub", ["timeout_seconds"] = 600 },
            ["agents"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = 12,
                    ["agent_name"] = "Front desk",
                    ["websocket_url"] = agent.OriginalString,
                    ["turn_pause_ms"] = 0,
                }
            ),
            ["personalities"] = new JsonArray(new JsonObject { ["id"] = 3, ["name"] = "Calm" }),
            ["limits"] = new JsonObject { ["concurrent_runs"] = concurrent },
            ["scenarios"] = new JsonArray([
                .. Enumerable.Range(101, scenarios).Select(id => (JsonNode)(isPlayed ? Played(id) : Scripted(id))),
            ]),
        }.ToJsonString();

    /// <summary>Plays callers and judges by rules, and counts tokens as models roughly do.</summary>
    /// <param name="thinks">How long it takes for an answer.</param>
    public static Func<StubQuestion, StubAnswer> Play(TimeSpan thinks) =>
        question =>
        {
            var answer = question.Schema switch
            {
                "caller_turn" when question.Last.Contains("Answer 1", StringComparison.Ordinal) => StubAnswer.Says("On Thursday, please."),
                "caller_turn" when question.Last.Contains("Answer 2", StringComparison.Ordinal) => StubAnswer.Says("At half past ten."),
                "caller_turn" => StubAnswer.Says("Thank you, goodbye.", done: true),
                _ => StubAnswer.Json(
                    JsonNode.Parse(
                        """{ "statements": [{ "statement": 1, "turn": 2, "quote": "Which day suits you?", "reason": "It asks.", "answer": "met" }] }"""
                    )!
                ),
            };
            return answer with
            {
                Until = thinks == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(thinks),
                InputTokens = question.Messages.Sum(message => message.Content.Length) / CharactersOfToken,
                OutputTokens = answer.Content!.Length / CharactersOfToken,
            };
        };

    private static JsonObject Played(int id)
    {
        var scenario = Scenario(id, "instruction");
        scenario["instructions"] = "You want to book a visit on Thursday at half past ten.";
        scenario["first_message"] = "Hello, I want to book.";
        scenario["expected_outcome_prompt"] = "The agent asks for the day.";
        return scenario;
    }

    private static JsonObject Scripted(int id)
    {
        var scenario = Scenario(id, "conditional_actions");
        scenario["conditional_actions"] = new JsonObject
        {
            ["role"] = "A caller.",
            ["conditions"] = new JsonArray(
                Condition(0, "FIRST_MESSAGE", "Hello, I want to book."),
                Condition(1, "/Answer 1/", "On Thursday, please."),
                Condition(2, "/Answer 2/", "At half past ten."),
                Condition(3, "/Answer 3/", "Thank you, goodbye. <endcall />")
            ),
        };
        scenario["outcomes"] = new JsonArray(
            new JsonObject
            {
                ["text"] = "The agent asks for the day",
                ["rule"] = new JsonObject { ["agent_says"] = "Which day" },
            }
        );
        return scenario;
    }

    private static JsonObject Scenario(int id, string type) =>
        new()
        {
            ["id"] = id,
            ["name"] = $"Book {id}",
            ["agent"] = 12,
            ["personality"] = 3,
            ["scenario_type"] = type,
        };

    private static JsonObject Condition(int id, string condition, string action) =>
        new()
        {
            ["id"] = id,
            ["condition"] = condition,
            ["action"] = action,
            ["type"] = "standard",
            ["fixed_message"] = true,
        };
}
