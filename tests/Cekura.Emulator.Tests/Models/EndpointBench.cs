using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;
using Cekura.Emulator.Tests.Callers;
using Cekura.Models.Options;
using Cekura.Testing;

namespace Cekura.Emulator.Tests.Models;

/// <summary>An agent on a real socket, and a seed whose callers and judge an endpoint on a real socket plays, in a folder of its own.</summary>
internal sealed class EndpointBench : IAsyncDisposable
{
    public const string Key = "sk-secret-0123456789";

    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-endpoint-").FullName;
    private readonly AgentServer _agent;

    private EndpointBench(AgentServer agent) => _agent = agent;

    public string Cassettes => Path.Combine(_folder, "cassettes");

    /// <summary>What emulators said when they ended.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Environment variables.</summary>
    public Dictionary<string, string> Variables { get; } = new() { ["CEKURA_MODEL_KEY"] = Key };

    /// <summary>What else the seed's <c>model</c> says.</summary>
    public string Model { get; set; } = "";

    // What an agent says after the caller has hung up is waited for a second, which may be too short on a busy machine: it says nothing then.
    public static async Task<EndpointBench> StartAsync() =>
        new(
            await AgentServer.StartAsync(said =>
                said.StartsWith("Thank", StringComparison.Ordinal)
                    ? []
                    : [new JsonObject { ["content"] = PlayedRunTests.Desk(said) }.ToJsonString()]
            )
        );

    /// <summary>Plays callers and judges by rules.</summary>
    public static StubAnswer Play(StubQuestion question) =>
        question.Schema == "caller_turn"
            ? question.Last.Contains("Booked", StringComparison.Ordinal)
                ? StubAnswer.Says("Thank you, goodbye!", done: true)
                : StubAnswer.Says("Thursday at 10:30, please.")
            : StubAnswer.Json(
                JsonNode.Parse(
                    """{ "statements": [{ "statement": 1, "turn": 4, "quote": "Booked.", "reason": "It says so.", "answer": "met" }] }"""
                )!
            );

    /// <summary>An emulator of one test run.</summary>
    /// <param name="url">Where models are; null: nowhere.</param>
    /// <param name="cassette">Whether answers come from cassettes; null: as a front end leaves it.</param>
    /// <param name="settings">What else is set.</param>
    public EmulatorBench Open(Uri? url, CassetteMode? cassette = null, ModelSettings? settings = null) =>
        new(
            Seed(),
            path: Path.Combine(_folder, "emulator.seed.json"),
            options: EmulatorBench.OneFrameTurns with
            {
                Model = (settings ?? new()).Over(new() { Url = url, Cassette = cassette }),
                HasCassettes = true,
                Variable = name => Variables.GetValueOrDefault(name),
                Say = Notes.Add,
            }
        );

    public string Seed() =>
        $$"""
            {
              "model": { "caller": "tiny", "judge": "wise" {{Model}} },
              "agents": [{ "id": 12, "agent_name": "Front desk", "websocket_url": "{{_agent.Url}}" }],
              "personalities": [{ "id": 3, "name": "Calm", "language": "en" }],
              "scenarios": [{ "id": 101, "name": "Book", "personality": 3, "scenario_type": "instruction",
                "instructions": "You want an appointment on Thursday at 10:30.",
                "expected_outcome_prompt": "The agent says that the appointment is booked." }],
            }
            """;

    /// <summary>Holds the conversation; the run in full.</summary>
    public static async Task<JsonNode> RunAsync(EmulatorBench emulator) => (await emulator.RunAsync("""{ "scenarios": [101] }"""))[0]!;

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
