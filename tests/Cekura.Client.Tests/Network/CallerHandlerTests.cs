using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cekura.Testing;

namespace Cekura.Client.Tests.Network;

/// <summary>A handler that the caller passes is used, and stays as it is.</summary>
public sealed class CallerHandlerTests
{
    public static TheoryData<string> Kinds => ["sockets", "client", "chain"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task One_that_was_used_before_works_and_stays_as_it_is(string kind)
    {
        using var server = new LoopbackServer(LoopbackServer.Json("[]"), LoopbackServer.Json("""{"id": 5}"""), LoopbackServer.Json("[]"));
        var (handler, follows) = Handler(kind);
        using var http = new HttpClient(handler);
        await http.GetStringAsync(server.Address);

        using (var client = new CekuraClient(TestClient.Options with { BaseAddress = server.Address }, handler))
        {
            Assert.Equal(5, (await client.Runs.GetAsync(5)).Id);
        }

        Assert.True(follows());
        Assert.Equal("[]", await http.GetStringAsync(server.Address));
    }

    [Theory]
    [InlineData("sockets", 302)]
    [InlineData("sockets", 307)]
    [InlineData("client", 302)]
    [InlineData("client", 307)]
    public async Task The_key_does_not_follow_a_redirect_to_another_server(string kind, int status)
    {
        using var other = new LoopbackServer(LoopbackServer.Json("""{"id": 5}"""));
        using var server = new LoopbackServer(Redirect(status, other.Address), Redirect(status, other.Address));
        var (handler, _) = Handler(kind);
        using var client = new CekuraClient(TestClient.Options with { BaseAddress = server.Address }, handler);

        await Assert.ThrowsAsync<CekuraConfigurationException>(() => client.Runs.GetAsync(5));
        await Assert.ThrowsAnyAsync<CekuraException>(() => client.Scenarios.RunTextAsync(new()));

        Assert.Equal(2, server.Requests.Count);
        Assert.Empty(other.Requests);
        handler.Dispose();
    }

    [Fact]
    public async Task Below_other_handlers_it_follows_a_redirect_to_nobody_without_a_certificate_of_the_service()
    {
        using var certificate = Certificate();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        using var server = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        server.Start();
        var redirect =
            $"HTTP/1.1 303 See Other\r\nLocation: https://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        var served = AnswerAsync(server, certificate, redirect);
        var reached = AnswerAsync(other, certificate, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        var asked = new List<string>();
        using var network = new SocketsHttpHandler { UseProxy = false };

        // The certificate is for 127.0.0.1 alone, and is trusted for that; the service's own name is "localhost", which is let through for
        // the first request.
        network.SslOptions.RemoteCertificateValidationCallback = (stream, _, _, errors) =>
        {
            asked.Add(((SslStream)stream).TargetHostName);
            return asked.Count == 1;
        };
        using var client = new CekuraClient(
            TestClient.Options with
            {
                BaseAddress = new($"https://localhost:{((IPEndPoint)server.LocalEndpoint).Port}"),
                Retry = new() { MaxAttempts = 1 },
            },
            new PassOn(network)
        );

        await Assert.ThrowsAsync<CekuraTransientException>(() => client.Runs.GetAsync(5));

        Assert.Contains("X-CEKURA-API-KEY", await served, StringComparison.Ordinal);
        Assert.Equal(["localhost", "localhost"], asked);
        Assert.Equal("", await reached);
    }

    [Fact]
    public void A_copy_is_like_the_original_in_everything_but_redirects()
    {
        using var sockets = new SocketsHttpHandler
        {
            Proxy = new WebProxy("http://proxy.example"),
            Credentials = new NetworkCredential("me", "secret"),
            MaxConnectionsPerServer = 3,
            ConnectTimeout = TimeSpan.FromSeconds(7),
            UseCookies = false,
            ConnectCallback = (_, _) => ValueTask.FromResult(Stream.Null),
            PooledConnectionLifetime = TimeSpan.FromMinutes(3),
            EnableMultipleHttp2Connections = true,
        };
        sockets.Properties["mine"] = 1;
        using var certificate = Certificate();
        using var client = new HttpClientHandler
        {
            Proxy = new WebProxy("http://proxy.example"),
            UseDefaultCredentials = true,
            MaxConnectionsPerServer = 3,
            CheckCertificateRevocationList = true,
            AutomaticDecompression = DecompressionMethods.Brotli,
        };
        client.ClientCertificates.Add(certificate);

        using var first = HandlerCopy.Of(sockets);
        using var second = HandlerCopy.Of(client);

        AssertLike(sockets, first);
        AssertLike(client, second);
        Assert.Equal(1, first.Properties["mine"]);
        Assert.Equal(certificate, Assert.Single(second.ClientCertificates));
    }

    [Fact]
    public async Task Recordings_come_through_it()
    {
        using var handler = new ScriptedHandler().AnswerAs("audio/wav", "RIFF");
        using var client = TestClient.Over(handler);
        var folder = Directory.CreateTempSubdirectory("cekura-handler-").FullName;
        try
        {
            var path = await client.Recordings.DownloadAsync(
                new Run { Id = 5, RecordingUrl = "https://store.example/a.wav" },
                Path.Combine(folder, "a")
            );

            Assert.Equal("RIFF", await File.ReadAllTextAsync(path));
            var request = Assert.Single(handler.Requests);
            Assert.Equal("https://store.example/a.wav", request.Address);
            Assert.DoesNotContain(TestClient.Key, request.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_recording_that_fails_is_caught_like_everything_else_of_the_client()
    {
        using var client = new CekuraClient(TestClient.Options);

        CekuraException failure = await Assert.ThrowsAsync<RecordingException>(() =>
            client.Recordings.DownloadAsync(new Run { Id = 5 }, "a")
        );

        Assert.Equal("The run has no recording.", failure.Message);
    }

    private static (HttpMessageHandler Handler, Func<bool> FollowsRedirects) Handler(string kind)
    {
        switch (kind)
        {
            case "sockets":
                var sockets = new SocketsHttpHandler { UseProxy = false };
                return (sockets, () => sockets.AllowAutoRedirect);
            case "client":
                var client = new HttpClientHandler { UseProxy = false };
                return (client, () => client.AllowAutoRedirect);
            default:
                var inner = new HttpClientHandler { UseProxy = false };
                return (new PassOn(inner), () => inner.AllowAutoRedirect);
        }
    }

    private static void AssertLike<T>(T original, T copy) =>
        Assert.All(
            typeof(T)
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property is { CanRead: true, CanWrite: true }),
            property =>
            {
                var (one, other) = (property.GetValue(original), property.GetValue(copy));
                Assert.True(
                    property.Name == nameof(SocketsHttpHandler.AllowAutoRedirect) ? (one, other) is (true, false) : Equals(one, other),
                    property.Name
                );
            }
        );

    private static Action<Socket> Redirect(int status, Uri to) =>
        LoopbackServer.Write($"HTTP/1.1 {status} Found\nLocation: {to}x/\nConnection: close\nContent-Length: 0", "");

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), password: null);
    }

    /// <returns>What was asked; nothing where no connection was made.</returns>
    private static async Task<string> AnswerAsync(TcpListener listener, X509Certificate2 certificate, string answer)
    {
        using var socket = await listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(socket.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            var buffer = new byte[8192];
            var count = await stream.ReadAsync(buffer);
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer));
            return System.Text.Encoding.ASCII.GetString(buffer, 0, count);
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            return "";
        }
    }
}
