using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;

namespace Cekura.Emulator.Tests.Chat;

/// <summary>A chat about a check-up, and a client that speaks for the agent.</summary>
internal sealed class ChatBench(string agent = "", string opening = "I need a check-up.", TimeProvider? time = null) : IAsyncDisposable
{
    private const string Start = """{ "scenarios": [101] }""";

    private readonly EmulatorBench _bench = new(Seed(agent, opening), options: new() { TimeProvider = time ?? TimeProvider.System });

    public EmulatorBench Bench => _bench;

    public string Run { get; private set; } = "";

    /// <summary>Starts a run and waits until it can be talked to.</summary>
    public async Task OpenAsync(string request = Start)
    {
        var started = await _bench.StartAsync("run_scenarios_api_chat", request);
        Run = $"runs/{started["runs"]![0]!["id"]}/";
        await _bench.UntilAsync(Run, run => run["status"]!.ToString() == "in_progress");
    }

    public Task<(int Status, string Body)> PostAsync(string body, string path = "chat/") =>
        _bench.SendAsync(HttpMethod.Post, Run + path, body);

    /// <summary>Says something for the agent; the number of its turn.</summary>
    public async Task<long> SayAsync(string content)
    {
        var (status, body) = await PostAsync(new JsonObject { ["content"] = content }.ToJsonString());
        Assert.True(status == 202, body);
        return JsonNode.Parse(body)!["turn_id"]!.GetValue<long>();
    }

    public Task<JsonNode> TurnAsync(long number) => _bench.GetAsync($"{Run}chat/{number}/");

    /// <summary>Says something for the agent and waits for the caller's reply.</summary>
    public async Task<JsonNode> AskAsync(string content)
    {
        var number = await SayAsync(content);
        return await _bench.UntilAsync($"{Run}chat/{number}/", turn => turn["status"]!.ToString() != "generating");
    }

    public Task<JsonNode> EndedAsync() =>
        _bench.UntilAsync(Run, run => run["status"]!.ToString() is "completed" or "failed" or "timeout" or "cancelled");

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private static string Seed(string agent, string opening) =>
        $$"""
            {
              "limits": { "concurrent_runs": 1 },
              "agents": [{ "id": 12, "agent_name": "Front desk" {{agent}} }],
              "metrics": [{ "id": 55, "name": "Books", "rule": { "tool_called": { "name": "book_slot" } } }],
              "scenarios": [{
                "id": 101, "name": "Book", "metrics": [55],
                "conditional_actions": { "role": "A patient", "conditions": [
                  { "id": 0, "condition": "FIRST_MESSAGE", "action": "{{opening}}", "type": "standard", "fixed_message": true },
                  { "id": 1, "condition": "/which time/i", "action": "At 10:30.", "type": "standard", "fixed_message": true },
                  { "id": 2, "condition": "/booked/i", "action": "Thanks, bye. <endcall />", "type": "standard", "fixed_message": true } ] },
                "outcomes": [{ "text": "The slot is booked", "rule": { "agent_says": "(?i)booked" } }] }],
            }
            """;
}
