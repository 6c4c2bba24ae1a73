using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Agents.Options;
using Cekura.Documentation.Tests.Code;
using Cekura.Documentation.Tests.Reading;
using Cekura.Emulator;

namespace Cekura.Documentation.Tests.Agents;

/// <summary>The minimal agent on the page of each protocol is built, started, and spoken to with the seed on the same page.</summary>
public sealed class PageAgentTests : IDisposable
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cekura-agent-");

    public static TheoryData<string> Protocols => [.. ProtocolList.Names];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_scenario_passes_with_the_agent_of_the_page(string protocol)
    {
        var page = MarkdownPage.Read($"docs/agents/{protocol}.md");
        var program = Build(page.Code.Single(block => block.Language == "csharp").Text, out var port);
        var seed = JsonNode.Parse(page.Code.First(block => block.Language == "jsonc").Text, documentOptions: Lenient)!;
        var agent = seed["agents"]![0]!.AsObject();
        Start(agent, program, port);
        seed["scenarios"] = Scenarios();
        await using var emulator = new CekuraEmulator(EmulatorSeed.Parse(Encoding.UTF8.GetBytes(seed.ToJsonString()), "seed.json"));

        var run = await RunAsync(emulator);

        Assert.True(run["success"]!.GetValue<bool>(), $"{run["error_message"]}\n{run["transcript_object"]}");
        Assert.Equal(
            ["Hello", "Which day suits you?", "On Friday, please.", "Booked for Friday. Goodbye!"],
            run["transcript_object"]!.AsArray().Select(turn => turn!["content"]!.ToString()).Take(4)
        );
    }

    private static void Start(JsonObject agent, string program, int port)
    {
        if (agent["command"] is not null)
        {
            agent["command"] = new JsonArray(Environment.ProcessPath is { } host && IsDotnet(host) ? host : "dotnet", program);
            agent.Remove("working_directory");
            return;
        }

        var address = agent["websocket_url"] is null ? "url" : "websocket_url";
        agent[address] = OnPort(agent[address]!.ToString(), port);
        agent["launch"] = new JsonObject
        {
            ["command"] = "dotnet",
            ["args"] = new JsonArray(program),
            ["timeout_seconds"] = 300,
        };
    }

    private static bool IsDotnet(string path) => Path.GetFileNameWithoutExtension(path) == "dotnet";

    // The pages listen where people expect it; tests may not.
    private string Build(string code, out int port)
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        var path = Path.Combine(_folder.FullName, "Desk.dll");
        using var file = File.Create(path);
        var built = CSharpBlock.Compile(OnPort(code, port)).Emit(file);
        Assert.True(built.Success, string.Join('\n', built.Diagnostics));
        File.WriteAllText(
            Path.ChangeExtension(path, ".runtimeconfig.json"),
            """{ "runtimeOptions": { "tfm": "net10.0", "framework": { "name": "Microsoft.AspNetCore.App", "version": "10.0.0" } } }"""
        );
        return path;
    }

    private static string OnPort(string text, int port) =>
        new[] { "5000", "3978", "8765" }.Aggregate(text, (shown, usual) =>
            shown.Replace($"localhost:{usual}", $"127.0.0.1:{port}", StringComparison.Ordinal)
        );

    private static JsonNode Scenarios() =>
        JsonNode.Parse(
            """
            [ { "id": 101, "name": "Book", "agent": 1,
                "conditional_actions": { "role": "You book.", "conditions": [
                  { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hello", "type": "standard", "fixed_message": true },
                  { "id": 1, "condition": "/Which day/", "action": "On Friday, please.", "type": "standard", "fixed_message": true },
                  { "id": 2, "condition": "/Booked/", "action": "<endcall />", "type": "standard", "fixed_message": true, "optional": true } ] },
                "outcomes": [ { "text": "The agent books", "rule": { "agent_says": "Booked for Friday" } } ] } ]
            """
        )!;

    private static async Task<JsonNode> RunAsync(CekuraEmulator emulator)
    {
        using var client = new HttpClient(emulator.CreateHandler()) { BaseAddress = new(emulator.BaseAddress, "test_framework/v1/") };
        client.DefaultRequestHeaders.Add("X-CEKURA-API-KEY", "any");
        using var start = new StringContent("""{ "agent_id": 1, "scenarios": [101] }""", Encoding.UTF8, "application/json");
        using var started = await client.PostAsync("scenarios/run_scenarios_text/", start);
        var result = JsonNode.Parse(await started.Content.ReadAsStringAsync())!;
        var id = result["runs"]![0]!["id"]!;
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var began = Stopwatch.GetTimestamp();
        while (await pace.WaitForNextTickAsync())
        {
            var run = JsonNode.Parse(await client.GetStringAsync($"runs/{id}/"))!;
            if (run["status"]!.ToString() is "completed" or "failed")
            {
                return run;
            }

            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(5), $"Not in time: {run}");
        }

        throw new InvalidOperationException("The timer ended.");
    }
}
