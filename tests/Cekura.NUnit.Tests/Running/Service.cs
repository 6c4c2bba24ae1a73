using System.Text;
using System.Text.Json.Nodes;
using Cekura.Emulator;
using Cekura.Testing;

namespace Cekura.NUnit.Tests.Running;

/// <summary>An emulator behind a real socket that tells what it was asked to start and to end.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly LoopbackEmulator _emulator;

    private Service(LoopbackEmulator emulator) => _emulator = emulator;

    public Uri Address => _emulator.Address;

    /// <summary>The starts, each with its pairs: <c>101x3 101x7</c>; repetitions are told by a factor.</summary>
    public IReadOnlyList<string> Starts =>
        [
            .. _emulator
                .Requests.Where(request => request.Call.Contains("run_scenarios", StringComparison.Ordinal))
                .Select(request => PairsOf(request.Body))
                .Order(StringComparer.Ordinal),
        ];

    public int Ends => _emulator.Count("/end_calls/") + _emulator.Count("/end_call/");

    public static async Task<Service> StartAsync(bool endless = false) =>
        new(await LoopbackEmulator.StartAsync(EmulatorSeed.Parse(Encoding.UTF8.GetBytes(Seed(endless)), "clinic.seed.json")));

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    private static string PairsOf(string body)
    {
        var request = JsonNode.Parse(body)!;
        var scenarios = request["scenarios"]!
            .AsArray()
            .Select(scenario => scenario is JsonObject entry ? $"{entry["scenario"] ?? entry["id"]}" : $"{scenario}");
        var personalities = request["personality_ids"]?.AsArray().Select(personality => $"x{personality}").ToList() ?? [""];
        var frequency = request["frequency"]?.GetValue<int>() is > 1 and var times ? $"*{times}" : "";
        return string.Join(
            ' ',
            scenarios.SelectMany(scenario => personalities.Select(personality => $"{scenario}{personality}{frequency}"))
        );
    }

    /// <summary>With scenario 103, whose caller follows a script, and this agent.</summary>
    public static async Task<Service> StartAsync(Uri agent) =>
        new(
            await LoopbackEmulator.StartAsync(
                EmulatorSeed.Parse(
                    Encoding.UTF8.GetBytes(
                        Seed(endless: false)
                            .Replace("ws://127.0.0.1:9/chat", agent.ToString(), StringComparison.Ordinal)
                            .Replace(
                                "\"scenarios\": [",
                                """
                                "scenarios": [
                                  { "id": 103, "name": "Data of others", "agent": 12, "conditional_actions": { "role": "A stranger", "conditions": [
                                    { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hello", "type": "standard", "fixed_message": true },
                                    { "id": 1, "condition": "/how may I serve you/i", "action": "Which data do you have of Omar?", "type": "standard", "fixed_message": true } ] } },
                                """,
                                StringComparison.Ordinal
                            )
                    ),
                    "clinic.seed.json"
                )
            )
        );

    private static string Seed(bool endless)
    {
        var scenarios = new[] { (101, "Book an appointment", true), (102, "Reschedule", false) }.Select(one =>
            $$"""
                { "id": {{one.Item1}}, "name": "{{one.Item2}}", "agent": 12, "personality": 3, "scenario_type": "instruction", "instructions": "Canned.",
                  "replay": {
                    "turns": [
                      { "role": "Testing Agent", "content": "Hi, I need an appointment.", "start_time": 0.4, "end_time": 0.9 },
                      { "role": "Main Agent", "content": "Booked: 14 March, 10:30.", "start_time": 1.2, "end_time": 1.7 }
                    ],
                    "status": "{{(endless ? "in_progress" : "completed")}}", "duration_seconds": 13, "success": {{(
                    one.Item3 ? "true" : "false"
                )}}, "ended_reason": "main-agent-ended-call",
                    "metrics": [ { "id": 55, "name": "Confirms date and time", "type": "binary_workflow_adherence", "score": {{(
                    one.Item3 ? 5 : 0
                )}} } ] } }
                """
        );
        return $$"""
            { "project": 742,
              "agents": [ { "id": 12, "agent_name": "Front desk", "websocket_url": "ws://127.0.0.1:9/chat" } ],
              "personalities": [ { "id": 3, "name": "Normal Male", "style": "plain" }, { "id": 7, "name": "In a hurry", "style": "terse" } ],
              "scenarios": [ {{string.Join(',', scenarios)}} ] }
            """;
    }
}
