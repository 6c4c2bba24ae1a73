using System.Net;
using Cekura.Testing;

namespace Cekura.Client.Tests.Network;

public sealed class ProxyTests
{
    private const string Password = "pass-canary";

    [Fact]
    public async Task A_proxy_that_drops_every_tunnel_has_sent_nothing_on()
    {
        using var server = new KeptAliveServer();
        using var network = Through(server);
        using var client = new CekuraClient(TestClient.Options with { Retry = TestClient.Options.Retry with { MaxAttempts = 3 } }, network);

        var start = await Assert.ThrowsAsync<CekuraTransientException>(() => client.Scenarios.RunTextAsync(new()));

        Assert.StartsWith(
            $"POST /test_framework/v1/scenarios/run_scenarios_text/: no connection to https://api.cekura.ai through the proxy {server.Address.GetLeftPart(UriPartial.Authority)}: ",
            start.Message,
            StringComparison.Ordinal
        );
        Assert.All(server.Taken, line => Assert.StartsWith("CONNECT api.cekura.ai:443 ", line, StringComparison.Ordinal));

        // The platform makes sixteen connections of an attempt.
        Assert.InRange(server.Taken.Count, 3, 3 * 16);
        Assert.DoesNotContain(Password, start.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_that_fails_behind_a_proxy_names_it()
    {
        using var server = new KeptAliveServer();
        using var network = Through(server);
        using var client = new CekuraClient(TestClient.Options with { Retry = new() { MaxAttempts = 1 } }, network);

        var read = await Assert.ThrowsAsync<CekuraTransientException>(() => client.Runs.GetAsync(5));

        Assert.EndsWith($"(through the proxy {server.Address.GetLeftPart(UriPartial.Authority)})", read.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required")]
    [InlineData("HTTP/1.1 502 Bad Gateway")]
    public async Task What_a_proxy_answers_is_said_without_its_password(string answer)
    {
        using var server = new KeptAliveServer(answer);
        using var network = Through(server);
        using var client = new CekuraClient(TestClient.Options with { Retry = new() { MaxAttempts = 1 } }, network);

        foreach (
            var call in (Func<Task>[])
                [
                    () => client.Scenarios.RunTextAsync(new()),
                    () => client.Results.RerunAsync(9),
                    () => client.Results.EndCallsAsync(9),
                    () => client.Runs.GetAsync(5),
                ]
        )
        {
            var failure = await Assert.ThrowsAsync<CekuraTransientException>(call);

            Assert.Contains(answer.Split(' ')[1], failure.Message, StringComparison.Ordinal);
            Assert.Contains("through the proxy http://127.0.0.1:", failure.Message, StringComparison.Ordinal);
            Assert.All([failure.ToString(), .. failure.Messages], text => Assert.DoesNotContain("canary", text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_proxy_of_a_kind_that_nobody_knows_is_a_failure_like_any_other()
    {
        using var network = new SocketsHttpHandler { Proxy = new WebProxy("gopher://me:canary@127.0.0.1:70/") };
        using var client = new CekuraClient(TestClient.Options with { Retry = new() { MaxAttempts = 1 } }, network);

        var failure = await Assert.ThrowsAsync<CekuraTransientException>(() => client.Scenarios.RunTextAsync(new()));

        Assert.Contains("through the proxy gopher://127.0.0.1: ", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no address", "no address")]
    [InlineData("to 'http://me:secret@proxy:3128/' with '502'", "to 'http://***@proxy:3128/' with '502'")]
    [InlineData("http://me:se cret@@proxy, or socks5://a@b/c@d", "http://***@proxy, or socks5://***@b/c@d")]
    [InlineData("https://example.com/a@b?c@d", "https://example.com/a@b?c@d")]
    [InlineData("http://@x http://", "http://@x http://")]
    [InlineData("//@://@", "//@://@")]
    public void Texts_lose_what_somebody_signs_in_with(string text, string expected) =>
        Assert.Equal(expected, ErrorText.WithoutUsers(text));

    private static SocketsHttpHandler Through(KeptAliveServer proxy) =>
        new() { Proxy = new WebProxy($"http://me:{Password}@{proxy.Address.Authority}") };
}
