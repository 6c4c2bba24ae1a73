using System.Text.Json.Nodes;

namespace Cekura.Benchmarks.Bench;

/// <summary>Scenarios × 50 personalities, as a manifest and as the seed of an emulator.</summary>
internal static class Matrix
{
    public const int Personalities = 50;

    private const int Agent = 12;

    public static string Manifest(int cases) =>
        new JsonObject
        {
            ["name"] = "Benchmark",
            ["agent"] = Agent,
            ["personalities"] = Named(Personalities, "Personality"),
            ["scenarios"] = new JsonArray([
                .. Numbers(cases / Personalities)
                    .Select(id => new JsonObject
                    {
                        ["id"] = id,
                        ["name"] = $"Scenario {id}",
                        ["folder"] = $"Folder {id % 10}",
                    }),
            ]),
        }.ToJsonString();

    /// <summary>Conversations that are over as soon as they begin, or after a while.</summary>
    /// <param name="cases">How many pairs.</param>
    /// <param name="replay">What the conversation of a scenario is, by its number from 1.</param>
    public static string Seed(int cases, Func<int, Replay> replay) =>
        new JsonObject
        {
            ["agents"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = Agent,
                    ["agent_name"] = "Front desk",
                    ["websocket_url"] = "ws://127.0.0.1:9/chat",
                }
            ),
            ["personalities"] = Named(Personalities, "Personality"),
            ["scenarios"] = new JsonArray([
                .. Numbers(cases / Personalities)
                    .Select(id => new JsonObject
                    {
                        ["id"] = id,
                        ["name"] = $"Scenario {id}",
                        ["agent"] = Agent,
                        ["personality"] = 1,
                        ["scenario_type"] = "instruction",
                        ["instructions"] = "Canned.",
                        ["replay"] = replay(id).ToJson(),
                    }),
            ]),
        }.ToJsonString();

    private static JsonArray Named(int count, string noun) =>
        [.. Numbers(count).Select(id => new JsonObject { ["id"] = id, ["name"] = $"{noun} {id}" })];

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(1, count);
}
