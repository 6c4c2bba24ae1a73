using System.Text.Json.Nodes;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>Seeds and manifests whose conversations are canned: what is tested is the way of a verdict to the user.</summary>
internal static class Seeds
{
    /// <summary>Two scenarios, two personalities; scenario 102 fails its checks.</summary>
    public const string Manifest = """
        {
          // The suite of these tests.
          "name": "Appointments",
          "agent": 12,
          "personalities": [ { "id": 3, "name": "Normal Male" }, { "id": 7, "name": "In a hurry" } ],
          "scenarios": [
            { "id": 101, "name": "Book an appointment", "folder": "Booking", "tags": ["smoke"] },
            { "id": 102, "name": "Reschedule", "folder": "Changes" },
          ],
        }
        """;

    public static string Replayed() =>
        Seed(Scenario(101, "Book an appointment", Replay(success: true)), Scenario(102, "Reschedule", Replay(success: false)));

    public static string Seed(params JsonObject[] scenarios) =>
        new JsonObject
        {
            ["project"] = 742,
            ["agents"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = 12,
                    ["agent_name"] = "Front desk",
                    ["websocket_url"] = "ws://127.0.0.1:9/chat",
                }
            ),
            ["personalities"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = 3,
                    ["name"] = "Normal Male",
                    ["style"] = "plain",
                },
                new JsonObject
                {
                    ["id"] = 7,
                    ["name"] = "In a hurry",
                    ["style"] = "terse",
                }
            ),
            ["scenarios"] = new JsonArray([.. scenarios]),
        }.ToJsonString();

    public static JsonObject Scenario(long id, string name, JsonObject replay) =>
        new()
        {
            ["id"] = id,
            ["name"] = name,
            ["agent"] = 12,
            ["personality"] = 3,
            ["scenario_type"] = "instruction",
            ["instructions"] = "Canned.",
            ["replay"] = replay,
        };

    public static JsonObject Replay(bool success) =>
        new()
        {
            ["turns"] = new JsonArray(
                Turn("Testing Agent", "Hi, I need an appointment.", 0.4),
                Turn("Main Agent", success ? "Booked: 14 March, 10:30." : "All set, goodbye.", 1.2)
            ),
            ["status"] = "completed",
            ["duration_seconds"] = 13,
            ["success"] = success,
            ["ended_reason"] = "main-agent-ended-call",
            ["metrics"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = 55,
                    ["name"] = "Confirms date and time",
                    ["type"] = "binary_workflow_adherence",
                    ["score"] = success ? 5 : 0,
                    ["explanation"] = new JsonArray(
                        success ? "The slot was read back." : "The agent ended without reading back the new slot."
                    ),
                }
            ),
        };

    private static JsonObject Turn(string role, string content, double start) =>
        new()
        {
            ["role"] = role,
            ["content"] = content,
            ["start_time"] = start,
            ["end_time"] = start + 0.5,
        };
}
