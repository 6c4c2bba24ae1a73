using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Cekura.Agents.Tests.Peers;

/// <summary>The agents of <c>build/peers</c>: libraries of others, on real sockets, one process for all of them.</summary>
public sealed class PeerAgents : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(
        typeof(PeerAgents)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(entry => entry.Key == "RepositoryDirectory")
            .Value!,
        "build",
        "peers"
    );

    private static readonly string? Node = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node"))
        .FirstOrDefault(File.Exists);

    private Process? _process;
    private JsonNode? _urls;

    /// <summary>Why tests with them are skipped; null when they run.</summary>
    public static string? SkipReason { get; } =
        (Node, Directory.Exists(Path.Combine(Folder, "node_modules", "@a2a-js", "sdk"))) switch
        {
            (null, _) => "Node.js is not on the PATH. To run this test, install it, and run \"npm ci\" in build/peers.",
            (_, false) => "The agents of others are not installed. To run this test, run \"npm ci\" in build/peers.",
            _ => null,
        };

    /// <summary>The address of one of them.</summary>
    public string this[string name] => _urls![name]!.ToString();

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (SkipReason is not null)
        {
            return;
        }

        _process = Process.Start(
            new ProcessStartInfo(Node!, "peers.mjs")
            {
                WorkingDirectory = Folder,
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var errors = new List<string?>();
        _process.ErrorDataReceived += (_, line) => errors.Add(line.Data);
        _process.BeginErrorReadLine();
        _urls = JsonNode.Parse(
            await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(string.Join('\n', errors))
        );
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_process is { } process)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
