using System.Diagnostics;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;

namespace Cekura.Contract.Tests.Scripts;

/// <summary>The emulator as the command serves it: a process of its own, and a socket.</summary>
public sealed class ServedEmulator : IAsyncLifetime, IDisposable
{
    private const string Seed = """
        {
          "project": 742,
          "agents": [ { "id": 12, "agent_name": "Front desk", "websocket_url": "ws://127.0.0.1:9/chat", "contact_number": "+15550100009" } ],
          "personalities": [ { "id": 3, "name": "Normal Male" } ],
          "metrics": [ { "id": 55, "name": "Confirms", "slug": "confirms", "eval_type": "binary", "rule": { "agent_says": "booked" } } ],
          "scenarios": [
            { "id": 101, "name": "Book", "agent": 12, "tags": ["smoke"], "metrics": [55],
              "replay": { "delay_ms": 200, "turns": [ { "role": "Main Agent", "content": "You are booked.", "start_time": 1, "end_time": 2 } ] } },
            { "id": 102, "name": "Move", "agent": 12, "tags": ["late"], "metrics": [55],
              "replay": { "turns": [ { "role": "Main Agent", "content": "You are booked.", "start_time": 1, "end_time": 2 } ] } },
            { "id": 103, "name": "Times out", "agent": 12, "replay": { "status": "timeout" } },
            { "id": 104, "name": "Is ended", "agent": 12, "replay": { "status": "cancelled" } },
            { "id": 105, "name": "Goes on", "agent": 12, "replay": { "status": "in_progress" } }
          ]
        }
        """;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _home = Directory.CreateTempSubdirectory("cekura-scripts-").FullName;
    private readonly HttpClient _http = new();
    private Process? _process;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_home, "seed.json"), Seed);
        var command = Path.Combine(
            Metadata("RepositoryDirectory"),
            "src",
            "Cekura.Cli",
            "bin",
            Metadata("Configuration"),
            "net10.0",
            "cekura.dll"
        );
        var start = new ProcessStartInfo("dotnet", [command, "emulator", "--seed", "seed.json"])
        {
            WorkingDirectory = _home,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["HOME"] = start.Environment["USERPROFILE"] = _home;
        _process = Process.Start(start)!;
        var line = await _process.StandardOutput.ReadLineAsync();
        Assert.StartsWith("Listening on http://127.0.0.1:", line, StringComparison.Ordinal);
        _http.BaseAddress = new(line!["Listening on ".Length..]);
        _http.DefaultRequestHeaders.Add("X-CEKURA-API-KEY", "ck-contract");
    }

    /// <summary>Sends JSON as it stands; without a body when there is none.</summary>
    public Task<JsonNode> PostAsync(string path, string? json = null, int status = 200) =>
        SendAsync(
            HttpMethod.Post,
            path,
            json is null ? null : new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
            status
        );

    /// <summary>Sends a body of another kind.</summary>
    public Task<JsonNode> PostAsync(string path, HttpContent body, int status = 200) => SendAsync(HttpMethod.Post, path, body, status);

    /// <summary>Reads an address.</summary>
    public Task<JsonNode> GetAsync(string path) => SendAsync(HttpMethod.Get, path, body: null, 200);

    /// <summary>Asks again for as long as a script would wait.</summary>
    public async Task<JsonNode> WhileAsync(string path, Func<string, bool> waits)
    {
        using var timer = new PeriodicTimer(Pace);
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await GetAsync(path);
            if (!waits((string)answer["status"]!))
            {
                return answer;
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"The script would wait for ever: {answer["status"]}");
            await timer.WaitForNextTickAsync();
        }
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(_home, recursive: true);
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private static string Metadata(string key) =>
        typeof(ServedEmulator).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;

    // As scripts do it: a success, and JSON.
    private async Task<JsonNode> SendAsync(HttpMethod method, string path, HttpContent? body, int status)
    {
        using var request = new HttpRequestMessage(method, $"/test_framework/{path}") { Content = body };
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }
}
