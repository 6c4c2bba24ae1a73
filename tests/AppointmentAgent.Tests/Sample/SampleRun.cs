using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cekura.Emulator;

namespace AppointmentAgent.Tests.Sample;

/// <summary>All pairs of the sample, run on the emulator against the agent as the emulator starts it.</summary>
internal static class SampleRun
{
    private static readonly string[] Unfinished = ["pending", "in_queue", "running", "in_progress", "evaluating"];

    public static async Task<IReadOnlyList<JsonNode>> RunAsync(bool regression)
    {
        var seed = SampleFiles.ReadSeed();
        var launch = seed["agents"]![0]!["launch"]!;
        launch["args"]![0] = Path.Combine(AppContext.BaseDirectory, "AppointmentAgent.dll");
        launch["environment"] = new JsonObject { ["AGENT_REGRESSION"] = regression ? "1" : "0" };

        await using var emulator = new CekuraEmulator(EmulatorSeed.Parse(JsonBytes(seed), SampleFiles.SeedPath));
        using var http = new HttpClient(emulator.CreateHandler()) { BaseAddress = emulator.BaseAddress };
        http.DefaultRequestHeaders.Add("X-CEKURA-API-KEY", "any");
        var result = await StartAsync(http, seed);
        return await WatchAsync(http, (long)result["id"]!);
    }

    private static byte[] JsonBytes(JsonNode node) => System.Text.Encoding.UTF8.GetBytes(node.ToJsonString());

    private static async Task<JsonNode> StartAsync(HttpClient http, JsonNode seed)
    {
        var request = new JsonObject
        {
            ["agent_id"] = 12,
            ["scenarios"] = Ids(seed, "scenarios"),
            ["personality_ids"] = Ids(seed, "personalities"),
        };
        using var response = await http.PostAsJsonAsync("test_framework/v1/scenarios/run_scenarios_text/", request);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, answer);
        return JsonNode.Parse(answer)!;
    }

    private static async Task<IReadOnlyList<JsonNode>> WatchAsync(HttpClient http, long resultId)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var result = await http.GetFromJsonAsync<JsonNode>($"test_framework/v1/results/{resultId}/", patience.Token);
            if (!Unfinished.Contains((string)result!["status"]!))
            {
                return [.. result["runs"]!.AsObject().Select(run => run.Value!)];
            }

            await pace.WaitForNextTickAsync(patience.Token);
        }
    }

    private static JsonArray Ids(JsonNode seed, string key) => [.. seed[key]!.AsArray().Select(item => item!["id"]!.DeepClone())];
}
