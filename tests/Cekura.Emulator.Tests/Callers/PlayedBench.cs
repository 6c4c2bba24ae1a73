using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;
using Cekura.Models.Chat;

namespace Cekura.Emulator.Tests.Callers;

/// <summary>An agent on a real socket, and a caller that a stub of a model plays.</summary>
internal sealed class PlayedBench : IAsyncDisposable
{
    public const string Instructions = "You want an appointment on Thursday at 10:30. You are Maria Lopez.";

    private readonly AgentServer _agent;

    private PlayedBench(AgentServer agent, EmulatorBench bench) => (_agent, Bench) = (agent, bench);

    public EmulatorBench Bench { get; }

    /// <param name="model">Plays the caller; null: there is none.</param>
    /// <param name="answer">What the agent says to the caller's words; "END" as the last word hangs up.</param>
    /// <param name="scenario">Further keys of the scenario.</param>
    /// <param name="personality">Further keys of the personality.</param>
    /// <param name="agent">Further keys of the agent.</param>
    /// <param name="instructions">What the caller wants, as it stands in JSON.</param>
    /// <param name="greeting">What the agent opens with; null: it waits.</param>
    /// <param name="sections">Further sections of the seed.</param>
    public static async Task<PlayedBench> StartAsync(
        IChatModel? model,
        Func<string, string> answer,
        string scenario = "",
        string personality = "",
        string agent = "",
        string sections = "",
        string instructions = Instructions,
        string? greeting = null
    )
    {
        var server = await AgentServer.StartAsync(
            said => Frames(answer(said)),
            greeting: greeting is null ? null : Frames(greeting).Single()
        );
        var seed = $$"""
            {
              {{sections}}
              "agents": [{ "id": 12, "agent_name": "Front desk", "websocket_url": "{{server.Url}}" {{agent}} }],
              "personalities": [{ "id": 3, "name": "Calm", "prompt": "You are calm and brief.", "language": "en" {{personality}} }],
              "test_profiles": [{ "id": 20, "name": "Maria", "information": { "testing_agent_variables": { "date_of_birth": "12 April 1990" }, "main_agent_variables": { "tier": "secret-tier" } } }],
              "scenarios": [{ "id": 101, "name": "Book", "personality": 3, "test_profile": 20, "scenario_type": "instruction",
                "instructions": "{{instructions}}" {{scenario}},
                "outcomes": [{ "text": "The appointment is booked", "rule": { "agent_says": "(?i)booked" } }] }],
            }
            """;
        return new(server, new(seed, options: EmulatorBench.OneFrameTurns with { ChatModel = model }));
    }

    /// <summary>Holds the conversation; the run in full.</summary>
    public async Task<JsonNode> RunAsync() => (await Bench.RunAsync("""{ "scenarios": [101] }"""))[0]!;

    public static IEnumerable<string> Said(JsonNode run, string role) =>
        run["transcript_object"]!.AsArray().Where(turn => turn!["role"]!.ToString() == role).Select(turn => turn!["content"]!.ToString());

    public async ValueTask DisposeAsync()
    {
        await Bench.DisposeAsync();
        await _agent.DisposeAsync();
    }

    private static IEnumerable<string> Frames(string words)
    {
        var ends = words.EndsWith("END", StringComparison.Ordinal);
        var said = ends ? words[..^3].Trim() : words;
        if (said.Length > 0)
        {
            yield return new JsonObject { ["content"] = said }.ToJsonString();
        }

        if (ends)
        {
            yield return new JsonObject { ["type"] = "end_call" }.ToJsonString();
        }
    }
}
