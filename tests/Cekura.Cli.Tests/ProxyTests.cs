using System.Net;
using System.Net.Sockets;
using Cekura.Testing;

namespace Cekura.Cli.Tests;

public sealed class ProxyTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("cekura-proxy-").FullName;

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [InlineData("HTTP/1.1 502 Bad Gateway")]
    [InlineData(null)]
    public async Task The_password_of_a_proxy_is_said_nowhere(string? answer)
    {
        using var proxy = new KeptAliveServer(answer);
        var environment = new Dictionary<string, string>
        {
            ["CEKURA_API_KEY"] = "ck-proxied-0123456789",
            ["HTTPS_PROXY"] = $"http://me:pass%20canary@{proxy.Address.Authority}",
            ["NO_PROXY"] = "",
        };

        var (code, output, error) = await Command.RunProcessAsync(
            _home,
            environment,
            "runs",
            "get",
            "5",
            "--api-url",
            "https://api.cekura.ai",
            "--verbose",
            "--timeout",
            "8"
        );

        Assert.NotEqual(0, code);
        Assert.Contains("GET /test_framework/v2/runs/5/ -> ", error, StringComparison.Ordinal);
        Assert.All(proxy.Taken, line => Assert.StartsWith("CONNECT api.cekura.ai:443 ", line, StringComparison.Ordinal));
        Assert.NotEmpty(proxy.Taken);
        Assert.DoesNotContain("canary", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_is_named_in_the_place_of_the_agent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var environment = new Dictionary<string, string> { ["HTTP_PROXY"] = $"http://me:canary@127.0.0.1:{port}", ["NO_PROXY"] = "" };

        var (code, output, _) = await Command.RunProcessAsync(
            _home,
            environment,
            "agent",
            "check",
            "http://agent.invalid/v1/chat/completions"
        );

        Assert.Equal(1, code);
        Assert.Contains(
            $"The agent at http://agent.invalid/v1/chat/completions was not reached through the proxy http://127.0.0.1:{port}/: ",
            output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("canary", output, StringComparison.Ordinal);
    }
}
