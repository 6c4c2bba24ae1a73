using System.Text.Json.Nodes;

namespace Cekura.Benchmarks.Bench;

/// <summary>A canned conversation.</summary>
/// <param name="Turns">How many turns.</param>
/// <param name="Words">How many words a turn.</param>
/// <param name="Delay">How long the conversation takes; zero: none.</param>
internal sealed record Replay(int Turns, int Words, TimeSpan Delay = default)
{
    /// <summary>Six short turns.</summary>
    public static Replay Short { get; } = new(Turns: 6, Words: 8);

    /// <summary>A transcript of 20 KB.</summary>
    public static Replay Long { get; } = new(Turns: 40, Words: 85);

    public JsonObject ToJson() =>
        new()
        {
            ["turns"] = new JsonArray([
                .. Enumerable
                    .Range(0, Turns)
                    .Select(turn => new JsonObject
                    {
                        ["role"] = turn % 2 == 0 ? "Testing Agent" : "Main Agent",
                        ["content"] = string.Join(' ', Enumerable.Repeat("words", Words)),
                        ["start_time"] = turn,
                        ["end_time"] = turn + 0.5,
                    }),
            ]),
            ["status"] = "completed",
            ["duration_seconds"] = Turns,
            ["delay_ms"] = Delay.TotalMilliseconds,
            ["success"] = true,
            ["ended_reason"] = "main-agent-ended-call",
            ["metrics"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = 55,
                    ["name"] = "Confirms date and time",
                    ["type"] = "binary_workflow_adherence",
                    ["score"] = 5,
                    ["explanation"] = new JsonArray("The slot was read back."),
                }
            ),
        };
}
