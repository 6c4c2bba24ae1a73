using System.Text;
using System.Text.Json.Nodes;
using Cekura.Emulator;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Suites;
using Cekura.Reliability.Tests.Faults;

namespace Cekura.Reliability.Tests;

/// <summary>Two scenarios, the second of which fails its checks; and one of somebody else's that goes on for ever.</summary>
internal static class Clinic
{
    public const int Agent = 12;

    /// <summary>The scenario of somebody else.</summary>
    public const int Foreign = 103;

    /// <summary>Scenarios of the service with two personalities, mode text.</summary>
    public static IReadOnlyList<ScenarioCase> Cases { get; } = CasesOf(new Situation("ordinary"));

    public static IReadOnlyList<ScenarioCase> CasesOf(Situation situation)
    {
        var manifest = new JsonObject { ["name"] = "Clinic", ["agent"] = Agent };
        if (situation.Form != Form.WebSocket)
        {
            manifest["personalities"] = new JsonArray(3, 7);
        }

        if (situation.Form == Form.Suite)
        {
            manifest["suites"] = new JsonArray("clinic.tests.json");
            return [.. SuiteMatrix.Expand(Suite(situation), Read(manifest), new CekuraSettings())];
        }

        manifest["mode"] = situation.Form == Form.Text ? "text" : "websocket";
        manifest["scenarios"] = new JsonArray(
            new JsonObject
            {
                ["id"] = 101,
                ["name"] = "Book",
                ["frequency"] = situation.Frequency,
            },
            new JsonObject
            {
                ["id"] = 102,
                ["name"] = "Move",
                ["frequency"] = situation.Frequency,
            }
        );
        if (situation.CaseTimeout is { } seconds)
        {
            manifest["scenarios"]![1]!["timeout"] = TimeSpan.FromSeconds(seconds).ToString("c");
        }

        return [.. CaseMatrix.Expand(Read(manifest), new CekuraSettings())];
    }

    /// <summary>Conversations that go on until somebody ends them.</summary>
    public static EmulatorSeed Endless() => Seed(new Situation("endless") { BookEnds = false, MoveEnds = false });

    /// <summary>The service of a situation, disturbed.</summary>
    /// <param name="situation">Which conversations end.</param>
    /// <param name="faults">What goes wrong.</param>
    /// <param name="delayMs">How long they take.</param>
    public static EmulatorSeed Seed(Situation situation, IReadOnlyList<JsonObject>? faults = null, int delayMs = 20_000)
    {
        var seed = new JsonObject
        {
            ["agents"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = Agent,
                    ["agent_name"] = "Front desk",
                    ["websocket_url"] = "ws://127.0.0.1:9/chat",
                }
            ),
            ["personalities"] = new JsonArray(
                new JsonObject { ["id"] = 3, ["name"] = "Calm" },
                new JsonObject { ["id"] = 7, ["name"] = "In a hurry" }
            ),
            ["scenarios"] = new JsonArray(
                Scenario(101, "Book", situation.BookEnds, success: true, delayMs),
                Scenario(102, "Move", situation.MoveEnds, success: false, delayMs),
                Scenario(Foreign, "Theirs", ends: false, success: true, delayMs)
            ),
            ["faults"] = new JsonArray([.. faults ?? []]),
        };
        if (situation.Slots is { } slots)
        {
            seed["limits"] = new JsonObject { ["concurrent_runs"] = slots };
        }

        return EmulatorSeed.Parse(Encoding.UTF8.GetBytes(seed.ToJsonString()), "clinic.seed.json");
    }

    private static CekuraManifest Read(JsonObject manifest) =>
        new ManifestReader().Parse(Encoding.UTF8.GetBytes(manifest.ToJsonString()), "cekura.json").Manifest!;

    private static TestSuite Suite(Situation situation)
    {
        var suite = new JsonObject
        {
            ["version"] = "1",
            ["suite"] = new JsonObject { ["name"] = "Clinic" },
            ["scenarios"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "Book",
                    ["instructions"] = "Book.",
                    ["frequency"] = situation.Frequency,
                },
                new JsonObject
                {
                    ["name"] = "Move",
                    ["instructions"] = "Move.",
                    ["frequency"] = situation.Frequency,
                }
            ),
        };
        return new SuiteReader().Parse(Encoding.UTF8.GetBytes(suite.ToJsonString()), "clinic.tests.json").Suite!;
    }

    private static JsonObject Scenario(long id, string name, bool ends, bool success, int delayMs) =>
        new()
        {
            ["id"] = id,
            ["name"] = name,
            ["agent"] = Agent,
            ["personality"] = 3,
            ["scenario_type"] = "instruction",
            ["instructions"] = "Canned.",
            ["replay"] = new JsonObject
            {
                ["turns"] = new JsonArray(
                    new JsonObject
                    {
                        ["role"] = "Main Agent",
                        ["content"] = "Hello.",
                        ["start_time"] = 0.1,
                        ["end_time"] = 0.5,
                    }
                ),
                ["status"] = ends ? "completed" : "in_progress",
                ["delay_ms"] = delayMs,
                ["duration_seconds"] = 13,
                ["success"] = success,
                ["metrics"] = new JsonArray(
                    new JsonObject
                    {
                        ["id"] = 55,
                        ["name"] = "Confirms",
                        ["type"] = "binary_workflow_adherence",
                        ["score"] = success ? 5 : 0,
                    }
                ),
            },
        };
}
