using System.Text;
using System.Text.Json.Nodes;
using Cekura.Emulator;
using Cekura.Runs.Manifest;
using Cekura.Runs.Plan;
using Cekura.Runs.Settings;

namespace Cekura.Reliability.Tests;

/// <summary>Two scenarios, two personalities; the second scenario fails its checks.</summary>
internal static class Clinic
{
    private const string Manifest = """
        { "name": "Clinic", "agent": 12, "personalities": [3, 7],
          "scenarios": [ { "id": 101, "name": "Book" }, { "id": 102, "name": "Move" } ] }
        """;

    public static IReadOnlyList<ScenarioCase> Cases { get; } =
        [.. CaseMatrix.Expand(new ManifestReader().Parse(Encoding.UTF8.GetBytes(Manifest), "cekura.json").Manifest!, new CekuraSettings())];

    /// <summary>Conversations that end by themselves, disturbed.</summary>
    public static EmulatorSeed Seed(params JsonObject[] faults) => Seed("completed", faults);

    /// <summary>Conversations that go on until somebody ends them.</summary>
    public static EmulatorSeed Endless(params JsonObject[] faults) => Seed("in_progress", faults);

    private static EmulatorSeed Seed(string status, JsonObject[] faults)
    {
        var seed = new JsonObject
        {
            ["agents"] = new JsonArray(new JsonObject { ["id"] = 12, ["agent_name"] = "Front desk", ["websocket_url"] = "ws://127.0.0.1:9/chat" }),
            ["personalities"] = new JsonArray(new JsonObject { ["id"] = 3, ["name"] = "Calm" }, new JsonObject { ["id"] = 7, ["name"] = "In a hurry" }),
            ["scenarios"] = new JsonArray(Scenario(101, "Book", status, success: true), Scenario(102, "Move", status, success: false)),
            ["faults"] = new JsonArray([.. faults]),
        };
        return EmulatorSeed.Parse(Encoding.UTF8.GetBytes(seed.ToJsonString()), "clinic.seed.json");
    }

    private static JsonObject Scenario(long id, string name, string status, bool success) => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["agent"] = 12,
        ["personality"] = 3,
        ["scenario_type"] = "instruction",
        ["instructions"] = "Canned.",
        ["replay"] = new JsonObject
        {
            ["turns"] = new JsonArray(new JsonObject { ["role"] = "Main Agent", ["content"] = "Hello.", ["start_time"] = 0.1, ["end_time"] = 0.5 }),
            ["status"] = status,
            ["duration_seconds"] = 13,
            ["success"] = success,
            ["metrics"] = new JsonArray(new JsonObject { ["id"] = 55, ["name"] = "Confirms", ["type"] = "binary_workflow_adherence", ["score"] = success ? 5 : 0 }),
        },
    };
}
