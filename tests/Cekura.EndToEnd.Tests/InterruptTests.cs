using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>A test run that is stopped from outside. The platform tells the adapter nothing; what it started must end all the same.</summary>
[Collection(nameof(Alone))]
public sealed class InterruptTests(PackedFeed feed)
{
    [UnixTheory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_to_the_test_host_ends_the_agent_that_it_launched(string signal)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var project = feed.NewProject("Stopped").WithManifest(Seeds.Manifest).WithSeed(SeedThatLaunches(
            // Tells us its parent, the test host, and holds the connection for as long as it lives.
            $"exec 3<>/dev/tcp/127.0.0.1/{port}; echo $PPID >&3; exec sleep 600"));

        var run = project.TestAsync();
        using var agent = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(agent.GetStream());
        var host = await reader.ReadLineAsync();
        using (var kill = Process.Start("kill", [$"-{signal}", host!]))
        {
            await kill.WaitForExitAsync();
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        Assert.Equal("", await reader.ReadToEndAsync(limit.Token));
        Assert.NotEqual(0, (await run).ExitCode);
    }

    private static string SeedThatLaunches(string script)
    {
        var seed = JsonNode.Parse(Seeds.Seed(
            Conversation(101, "Book an appointment"),
            Conversation(102, "Reschedule")))!;
        seed["agents"]![0]!["launch"] = new JsonObject
        {
            ["command"] = "bash",
            ["args"] = new JsonArray("-c", script),
            ["ready_url"] = "http://127.0.0.1:9/never",
            ["timeout_seconds"] = 120,
        };
        return seed.ToJsonString();
    }

    private static JsonObject Conversation(long id, string name) => JsonNode.Parse(string.Create(CultureInfo.InvariantCulture, $$"""
        { "id": {{id}}, "name": "{{name}}", "agent": 12, "personality": 3, "scenario_type": "conditional_actions",
          "conditional_actions": { "role": "A caller", "conditions": [ { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hello?", "type": "standard", "fixed_message": true } ] } }
        """))!.AsObject();
}
