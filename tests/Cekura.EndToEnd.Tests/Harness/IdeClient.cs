using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>
/// What an IDE is to a program of tests on Microsoft.Testing.Platform: it starts the program as a server, which connects to it, and sends
/// requests as JSON-RPC.
/// </summary>
internal sealed class IdeClient : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<JsonObject> _messages = [];
    private TcpClient? _connection;
    private Task<DotnetResult>? _program;
    private int _requests;

    private IdeClient() { }

    /// <summary>What the last request told of tests: each change of a node, in its order.</summary>
    public IReadOnlyList<JsonObject> Changes =>
        [
            .. _messages
                .Where(message => (string?)message["method"] == "testing/testUpdates/tests")
                .SelectMany(message => message["params"]!["changes"] as JsonArray ?? [])
                .Select(change => change!["node"]!.AsObject()),
        ];

    /// <summary>What the program said for people during the last request.</summary>
    public string Log =>
        string.Join(
            '\n',
            _messages.Where(message => (string?)message["method"] == "client/log").Select(message => message["params"]!["message"])
        );

    /// <summary>Starts the program of a project, and greets it.</summary>
    public static async Task<IdeClient> StartAsync(GeneratedProject project, Dictionary<string, string?> environment)
    {
        var client = new IdeClient();
        client._listener.Start();
        var port = ((IPEndPoint)client._listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        client._program = project.RunAsync([project.Dll, "--server", "--client-host", "localhost", "--client-port", port], environment);
        var connected = client._listener.AcceptTcpClientAsync();
        if (await Task.WhenAny(connected, client._program) == client._program)
        {
            Assert.Fail((await client._program).Output);
        }

        client._connection = await connected;
        await client.AskAsync(
            "initialize",
            new()
            {
                ["processId"] = Environment.ProcessId,
                ["clientInfo"] = new JsonObject { ["name"] = "an IDE", ["version"] = "1.0.0" },
                ["capabilities"] = new JsonObject { ["testing"] = new JsonObject { ["debuggerProvider"] = false } },
            }
        );
        return client;
    }

    /// <summary>Asks for all tests.</summary>
    public Task<JsonObject> DiscoverAsync() => AskAsync("testing/discoverTests", NewRun());

    /// <summary>Runs the tests that a person picked among those that were listed; all of them without any.</summary>
    /// <param name="picked">The nodes.</param>
    /// <param name="cancel">Presses the button when this has ended.</param>
    public Task<JsonObject> RunAsync(IEnumerable<JsonObject>? picked = null, Task? cancel = null)
    {
        var run = NewRun();
        if (picked is not null)
        {
            run["tests"] = new JsonArray([.. picked.Select(node => node.DeepClone())]);
        }

        return AskAsync("testing/runTests", run, cancel);
    }

    /// <summary>Lets the program go, and waits until it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await SendAsync(
            new()
            {
                ["jsonrpc"] = "2.0",
                ["method"] = "exit",
                ["params"] = new JsonObject(),
            }
        );
        await _program!;
        _connection!.Dispose();
        _listener.Dispose();
    }

    private static JsonObject NewRun() => new() { ["runId"] = Guid.NewGuid().ToString() };

    private async Task<JsonObject> AskAsync(string method, JsonObject parameters, Task? cancel = null)
    {
        var id = ++_requests;
        _messages.Clear();
        await SendAsync(
            new()
            {
                ["jsonrpc"] = "2.0",
                ["id"] = id,
                ["method"] = method,
                ["params"] = parameters,
            }
        );
        var cancelling = CancelAsync(id, cancel);
        while (await ReadAsync() is { } message)
        {
            if (message["method"] is null && (int?)message["id"] == id)
            {
                await cancelling;
                return message;
            }

            _messages.Add(message);
        }

        throw new InvalidOperationException($"The program ended without an answer to {method}: {(await _program!).Output}");
    }

    private async Task CancelAsync(int id, Task? when)
    {
        if (when is not null)
        {
            await when;
            await SendAsync(
                new()
                {
                    ["jsonrpc"] = "2.0",
                    ["method"] = "$/cancelRequest",
                    ["params"] = new JsonObject { ["id"] = id },
                }
            );
        }
    }

    private async Task SendAsync(JsonObject message)
    {
        var body = Encoding.UTF8.GetBytes(message.ToJsonString());
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"Content-Length: {body.Length}\r\nContent-Type: application/testingplatform\r\n\r\n"
        );
        await _connection!.GetStream().WriteAsync(new ReadOnlyMemory<byte>([.. Encoding.ASCII.GetBytes(head), .. body]));
    }

    private async Task<JsonObject?> ReadAsync()
    {
        var stream = _connection!.GetStream();
        var (head, next) = (new StringBuilder(), new byte[1]);
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(next) == 0)
            {
                return null;
            }

            head.Append((char)next[0]);
        }

        const string Length = "Content-Length:";
        var line = head.ToString().Split("\r\n").Single(text => text.StartsWith(Length, StringComparison.OrdinalIgnoreCase));
        var body = new byte[int.Parse(line[Length.Length..], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        return JsonNode.Parse(body)!.AsObject();
    }
}
