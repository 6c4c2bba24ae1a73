using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.FrontEnds;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.TestHost;
using Cekura.Testing;

namespace Cekura.TestAdapter.Tests.Execution;

/// <summary>What settings and environment say of language models reaches the emulator in the test process.</summary>
public sealed class EmulatedModelTests : IDisposable
{
    private const string Key = "sk-model-0123456789abcdef";

    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-emulated-model-").FullName;
    private readonly List<string> _said = [];
    private readonly Dictionary<string, string?> _variables = new() { ["CEKURA_MODEL_KEY"] = Key };

    private string Seed => Path.Combine(_folder, "seed.json");

    private string Cassettes => Path.Combine(_folder, "cassettes");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Settings_win_over_the_seed_the_key_is_the_environment_s_and_cassettes_are_beside_the_seed()
    {
        await using var stub = await ModelStub.StartAsync(_ => Met());
        var settings = Settings(stub.Address, "wise");

        var run = await RunAsync(settings);
        _variables["CI"] = "true";
        var again = await RunAsync(settings with { ModelUrl = new Uri("http://127.0.0.1:1/v1") });

        Assert.Equal(true, run.Success);
        Assert.Equal(true, again.Success);
        var question = Assert.Single(stub.Questions);
        Assert.Equal(("wise", $"Bearer {Key}"), (question.Model, question.Authorization));
        Assert.Equal([$"Cekura: 1 answer of models was recorded in {Cassettes}. Commit them with the change that caused them."], _said);
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "state", "cassettes")));
    }

    [Fact]
    public async Task The_key_of_the_models_is_shown_nowhere_even_when_the_agent_says_it()
    {
        await using var stub = await ModelStub.StartAsync(_ => Met());

        var run = await RunAsync(Settings(stub.Address, "wise"));

        Assert.Equal("It is booked. ***", run.TranscriptTurns[0].Content);
        Assert.All(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Where(file => file != Seed), file =>
            Assert.DoesNotContain("0123456789abcdef", File.ReadAllText(file))
        );
    }

    [Fact]
    public void A_limit_that_cannot_be_kept_starts_nothing()
    {
        WriteSeed();

        var error = Assert.Throws<StartRefusedException>(() =>
            EmulatorConnection.Open(
                new(Settings(new Uri("http://127.0.0.1:1/v1"), "wise") with { MaxModelCost = 1 }, Seed, null, process => process.Start())
                {
                    Variables = _variables,
                }
            )
        );

        Assert.StartsWith("MaxModelCost cannot be kept: nothing says what tiny costs.", error.Message);
    }

    private static CekuraSettings Settings(Uri url, string judge) =>
        new()
        {
            ApiUrl = null,
            ModelUrl = url,
            JudgeModel = judge,
        };

    private static StubAnswer Met() =>
        StubAnswer.Json(
            JsonNode.Parse(
                """{ "statements": [{ "statement": 1, "turn": 1, "quote": "It is booked", "reason": "It says so.", "answer": "met" }] }"""
            )!
        );

    private void WriteSeed() =>
        File.WriteAllText(
            Seed,
            $$"""
            {
              "model": { "url": "http://127.0.0.1:2/v1", "caller": "tiny", "judge": "unwise" },
              "agents": [ { "id": 12, "agent_name": "Front desk", "websocket_url": "ws://127.0.0.1:9/chat" } ],
              "personalities": [ { "id": 3, "name": "Calm" } ],
              "scenarios": [
                { "id": 101, "name": "Book", "agent": 12, "personality": 3, "scenario_type": "instruction", "instructions": "x",
                  "expected_outcome_prompt": "The agent books.",
                  "replay": { "turns": [ { "role": "Main Agent", "content": "It is booked. {{Key}}", "start_time": 1, "end_time": 2 } ] } }
              ]
            }
            """
        );

    private async Task<Run> RunAsync(CekuraSettings settings)
    {
        WriteSeed();
        var connection = ServiceConnection.Open(
            settings with
            {
                Seed = Seed,
            },
            credentials: null,
            Path.Combine(_folder, "data.json"),
            process => process.Start(),
            new HostEnvironment(new Host(_said), options => new CekuraClient(options), EmulatorConnection.Open, TimeProvider.System),
            _variables,
            Path.Combine(_folder, "state")
        );
        await using (connection)
        {
            var started = await connection.Client.Scenarios.RunTextAsync(new() { AgentId = 12, ScenarioIds = [101] });
            Run run;
            do
            {
                run = await connection.Client.Runs.GetAsync(started.Runs[0].Id);
            } while (run.Status != RunStatus.Completed);

            return run;
        }
    }

    private sealed class Host(List<string> said) : IProjectHost
    {
        public bool ReachesLog => true;

        public void Message(MessageSeverity severity, string text) => said.Add(text);

        public void Attach(string path, string description) { }

        public void Written(string path, string description) { }
    }
}
