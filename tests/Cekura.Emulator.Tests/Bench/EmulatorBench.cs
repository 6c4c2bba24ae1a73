using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.Emulator.Conversation;

namespace Cekura.Emulator.Tests.Bench;

/// <summary>An emulator made from a seed, and a client of it.</summary>
internal sealed class EmulatorBench : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public EmulatorBench(string seed, IConversationPlayer? player = null, EmulatorOptions? options = null, string path = "seed.json")
    {
        var parsed = EmulatorSeed.Parse(Encoding.UTF8.GetBytes(seed), path);
        Emulator = player is null ? new(parsed, options) : new(parsed, options ?? new(), player);
        Client = new(Emulator.CreateHandler()) { BaseAddress = new(Emulator.BaseAddress, "test_framework/v1/") };
        Client.DefaultRequestHeaders.Add("X-CEKURA-API-KEY", "any");
    }

    /// <summary>For agents that say each turn in one frame: no time is spent on waiting for more of it.</summary>
    public static EmulatorOptions OneFrameTurns { get; } = new() { JoinWindow = TimeSpan.Zero };

    public CekuraEmulator Emulator { get; }

    public HttpClient Client { get; }

    public async Task<JsonNode> GetAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    public async Task<(int Status, string Body)> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        using var response = await Client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public Task<(int Status, string Body)> TryStartAsync(string body) => SendAsync(HttpMethod.Post, "scenarios/run_scenarios_text/", body);

    public async Task<JsonNode> StartAsync(string body)
    {
        var (status, answer) = await TryStartAsync(body);
        Assert.True(status == 201, answer);
        return JsonNode.Parse(answer)!;
    }

    /// <summary>Starts runs in another mode; the last part of its path goes first.</summary>
    public Task<(int Status, string Body)> TryStartAsync(string operation, string body) =>
        SendAsync(HttpMethod.Post, $"scenarios/{operation}/", body);

    public async Task<JsonNode> StartAsync(string operation, string body)
    {
        var (status, answer) = await TryStartAsync(operation, body);
        Assert.True(status is 200 or 201, answer);
        return JsonNode.Parse(answer)!;
    }

    /// <summary>Polls a result, as clients do, until it is as wanted.</summary>
    public async Task<JsonNode> UntilAsync(string path, Func<JsonNode, bool> wanted)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var started = Stopwatch.GetTimestamp();
        while (await pace.WaitForNextTickAsync())
        {
            var answer = await GetAsync(path);
            if (wanted(answer))
            {
                return answer;
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"Not in time: {answer}");
        }

        throw new InvalidOperationException("The timer does not end.");
    }

    /// <summary>Starts runs, waits for their end and reads them in full.</summary>
    public Task<JsonArray> RunAsync(string body) => RunAsync("run_scenarios_text", body);

    public async Task<JsonArray> RunAsync(string operation, string body)
    {
        var started = await StartAsync(operation, body);
        await UntilAsync($"results/{started["id"]}/", result =>
            result["status"]!.ToString() is "completed" or "failed" or "timeout" or "cancelled"
        );
        return (
            await GetAsync($"runs/bulk/?run_ids={string.Join(',', started["runs"]!.AsArray().Select(run => run!["id"]!.ToString()))}")
        ).AsArray();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Emulator.DisposeAsync();
    }
}
