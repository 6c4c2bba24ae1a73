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
}
