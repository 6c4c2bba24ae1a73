using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Emulator;
using Cekura.Models.Options;
using Cekura.Testing;

namespace AppointmentAgent.Tests.Sample;

/// <summary>
/// samples/LocalModel: scenarios in plain words, with a stub in the place of the model, and again from its recordings with no model at all.
/// </summary>
public sealed class LocalModelTests : IDisposable
{
    private const string Moved = "Move to a time that is taken";

    private static readonly string[] Unfinished = ["pending", "in_queue", "running", "in_progress", "evaluating"];

    private static readonly string Sample = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(SampleFiles.SeedPath))!, "LocalModel");

    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-local-model-").FullName;

    private string Cassettes => Path.Combine(_folder, ModelSettings.DefaultCassettes);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>
    /// <c>CEKURA_WRITE_CASSETTES=1</c> puts what was recorded in the place of what the sample has.
    /// </summary>
    [Fact]
    public async Task The_sample_passes_and_fails_where_it_should_and_is_recorded_byte_for_byte()
    {
        await using var stub = await ModelStub.StartAsync(AppointmentModel.Answer);
        var settings = new ModelSettings
        {
            Url = stub.Address,
            CallerModel = AppointmentModel.Name,
            Cassette = CassetteMode.Record,
        };

        var good = await RunAsync(settings, regression: false);
        var bad = await RunAsync(settings, regression: true);

        AssertVerdicts(good, bad);
        Assert.All(good, run =>
            Assert.Contains(Notes(run), note => note == $"Caller and judge: {AppointmentModel.Name} on this machine, not Cekura.")
        );
        if (Environment.GetEnvironmentVariable("CEKURA_WRITE_CASSETTES") == "1")
        {
            Copy(Cassettes, Committed);
        }

        Assert.Equal(Texts(Committed), Texts(Cassettes));
    }

    [Fact]
    public async Task From_its_recordings_it_does_the_same_without_a_model()
    {
        Copy(Committed, Cassettes);
        var settings = new ModelSettings { Cassette = CassetteMode.Replay };

        var good = await RunAsync(settings, regression: false);
        var bad = await RunAsync(settings, regression: true);

        AssertVerdicts(good, bad);
        Assert.Equal(Texts(Committed), Texts(Cassettes));
    }

    [Fact]
    public void The_recordings_say_who_made_them() =>
        Assert.All(Texts(Committed).Values.SelectMany(text => JsonNode.Parse(text)!["entries"]!.AsArray()), entry =>
            Assert.Equal((AppointmentModel.Name, AppointmentModel.Name), ((string)entry!["model"]!, (string)entry["answered_by"]!))
        );

    private static string Committed => Path.Combine(Sample, ModelSettings.DefaultCassettes);

    private static void AssertVerdicts(IReadOnlyList<JsonNode> good, IReadOnlyList<JsonNode> bad)
    {
        Assert.All(good, run => Assert.True((bool)run["success"]!, run.ToString()));
        Assert.Equal(
            [("Book an appointment", true), ("Cancel an appointment", true), (Moved, false)],
            bad.Select(run => ((string)run["scenario_name"]!, (bool)run["success"]!)).Order()
        );
        var parts = bad.Single(run => (string)run["scenario_name"]! == Moved)["expected_outcome"]!["outcome_alignments"]!.AsArray();
        Assert.Equal(["no", "no"], parts.Select(part => (string)part!["aligned"]!));
    }

    private static IEnumerable<string> Notes(JsonNode run) =>
        (run["metadata"]!["emulator_notes"]?.AsArray() ?? []).Select(note => note!.ToString());

    private static SortedDictionary<string, string> Texts(string folder) =>
        new(Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllText), StringComparer.Ordinal);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }
    }

    private async Task<IReadOnlyList<JsonNode>> RunAsync(ModelSettings settings, bool regression)
    {
        var seed = Read("emulator.seed.json");
        var launch = seed["agents"]![0]!["launch"]!;
        launch["args"]![0] = Path.Combine(AppContext.BaseDirectory, "AppointmentAgent.dll");
        launch["environment"] = new JsonObject { ["AGENT_REGRESSION"] = regression ? "1" : "0" };
        var read = EmulatorSeed.Parse(Encoding.UTF8.GetBytes(seed.ToJsonString()), Path.Combine(_folder, "emulator.seed.json"));
        await using var emulator = new CekuraEmulator(
            read,
            new()
            {
                Model = settings,
                HasCassettes = true,
                Variable = _ => null,
            }
        );
        using var http = new HttpClient(emulator.CreateHandler()) { BaseAddress = new(emulator.BaseAddress, "test_framework/v1/") };
        http.DefaultRequestHeaders.Add("X-CEKURA-API-KEY", "any");
        var request = new JsonObject
        {
            ["agent_id"] = 12,
            ["channel"] = "text",
            ["spec"] = Read("appointments.tests.json"),
        };
        using var response = await http.PostAsJsonAsync("scenarios/run_scenarios_json/", request);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, answer);
        return await WatchAsync(http, (long)JsonNode.Parse(answer)!["id"]!);
    }

    private static async Task<IReadOnlyList<JsonNode>> WatchAsync(HttpClient http, long resultId)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var result = await http.GetFromJsonAsync<JsonNode>($"results/{resultId}/", patience.Token);
            if (!Unfinished.Contains((string)result!["status"]!))
            {
                return [.. result["runs"]!.AsObject().Select(run => run.Value!)];
            }

            await pace.WaitForNextTickAsync(patience.Token);
        }
    }

    private static JsonNode Read(string file) =>
        JsonNode.Parse(
            File.ReadAllText(Path.Combine(Sample, file)),
            documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
        )!;
}
