using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Cekura.Contract.Tests.Prism;

/// <summary>Prism between a client and a service: what is not as an OpenAPI document says comes back as an error.</summary>
internal sealed class PrismProxy : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly string _folder;

    private PrismProxy(Process process, string folder, Uri address) => (_process, _folder, Address) = (process, folder, address);

    public Uri Address { get; }

    public static async Task<PrismProxy> StartAsync(JsonNode document, Uri service)
    {
        var folder = Directory.CreateTempSubdirectory("cekura-contract-").FullName;
        var file = Path.Combine(folder, "openapi.json");
        await File.WriteAllTextAsync(file, document.ToJsonString());
        var port = FreePort();
        var start = new ProcessStartInfo(Npm.Node!)
        {
            ArgumentList = { Npm.Prism, "proxy", file, service.AbsoluteUri, "--errors", "--host", "127.0.0.1", "--port", $"{port}" },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var proxy = new PrismProxy(Process.Start(start)!, folder, new($"http://127.0.0.1:{port}/"));
        try
        {
            await proxy.ListenAsync();
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ListenAsync()
    {
        var output = new StringBuilder();
        var listening = new TaskCompletionSource();
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var ended = _process.WaitForExitAsync();
        var first = await Task.WhenAny(listening.Task, ended).WaitAsync(Patience);
        if (first == ended)
        {
            throw new InvalidOperationException($"prism did not start:\n{output}");
        }

        void Take(string? line)
        {
            lock (output)
            {
                output.AppendLine(line);
            }

            if (line?.Contains("is listening on", StringComparison.Ordinal) == true)
            {
                listening.TrySetResult();
            }
        }
    }

    // Prism takes no port 0.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
