using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>
/// An agent that an emulator launches and that is never ready. It and what it starts hold a connection for as long as they live.
/// </summary>
internal sealed class LaunchedAgent : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task<StreamReader> _agent;

    public LaunchedAgent()
    {
        _listener.Start();
        _agent = AcceptAsync();
    }

    /// <summary>A seed that launches it, for the manifest of <see cref="Seeds"/>.</summary>
    public string Seed
    {
        get
        {
            // One process that it waits for, as "dotnet run" has it, and one that has left its group.
            var script = string.Create(
                CultureInfo.InvariantCulture,
                $"exec 3<>/dev/tcp/127.0.0.1/{((IPEndPoint)_listener.LocalEndpoint).Port}; sleep 600 & setsid sleep 600 & echo up >&3; wait"
            );
            var seed = JsonNode.Parse(Seeds.Seed(Conversation(101, "Book an appointment"), Conversation(102, "Reschedule")))!;
            seed["agents"]![0]!["launch"] = new JsonObject
            {
                ["command"] = "bash",
                ["args"] = new JsonArray("-c", script),
                ["ready_url"] = "http://127.0.0.1:9/never",
                ["timeout_seconds"] = 120,
            };
            return seed.ToJsonString();
        }
    }

    /// <summary>Waits until it lives.</summary>
    public Task LaunchedAsync(CancellationToken stop) => _agent.WaitAsync(stop);

    /// <summary>Waits until nothing of it lives.</summary>
    public async Task EndedAsync(CancellationToken stop) => Assert.Equal("", await (await _agent).ReadToEndAsync(stop));

    public void Dispose() => _listener.Dispose();

    private async Task<StreamReader> AcceptAsync()
    {
        var reader = new StreamReader((await _listener.AcceptTcpClientAsync()).GetStream());
        Assert.Equal("up", await reader.ReadLineAsync());
        return reader;
    }

    private static JsonObject Conversation(long id, string name) =>
        JsonNode
            .Parse(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""
                    { "id": {{id}}, "name": "{{name}}", "agent": 12, "personality": 3, "scenario_type": "conditional_actions",
                      "conditional_actions": { "role": "A caller", "conditions": [ { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hello?", "type": "standard", "fixed_message": true } ] } }
                    """
                )
            )!
            .AsObject();
}
