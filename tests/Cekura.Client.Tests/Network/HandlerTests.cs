using System.Net;
using Cekura.Testing;

namespace Cekura.Client.Tests.Network;

/// <summary>What the client asks of the handlers below it.</summary>
public sealed class HandlerTests
{
    private static readonly Uri Service = new("https://api.cekura.ai/");

    private static readonly ServiceAddress Address = new(Service);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_client_s_own_one_follows_nothing_and_keeps_nothing(bool isLoopback)
    {
        using var network = Handlers.Network(isLoopback);

        Assert.Equal(
            (false, false, !isLoopback, DecompressionMethods.All, TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(5)),
            (
                network.AllowAutoRedirect,
                network.UseCookies,
                network.UseProxy,
                network.AutomaticDecompression,
                network.ConnectTimeout,
                network.PooledConnectionLifetime
            )
        );
    }

    [Theory]
    [InlineData("https://api.cekura.ai", true)]
    [InlineData("http://127.0.0.1:8080", false)]
    public void A_proxy_is_asked_for_the_network_only(string service, bool isProxied)
    {
        var (handler, isOurs) = Handlers.Prepare(new ServiceAddress(new(service)), handler: null);

        Assert.Equal(isProxied, Assert.IsType<SocketsHttpHandler>(handler).UseProxy);
        Assert.True(isOurs);
        handler.Dispose();
    }

    [Fact]
    public void A_handler_that_follows_redirects_is_copied_and_any_other_is_used()
    {
        using var sockets = new SocketsHttpHandler();
        using var client = new HttpClientHandler();
        using var quiet = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var quietClient = new HttpClientHandler { AllowAutoRedirect = false };
        using var derived = new Derived();
        using var other = new ScriptedHandler();

        Assert.All<HttpMessageHandler>([sockets, client], handler =>
        {
            var (used, isOurs) = Handlers.Prepare(Address, handler);
            Assert.NotSame(handler, used);
            Assert.IsType(handler.GetType(), used);
            Assert.True(isOurs);
            used.Dispose();
        });
        Assert.All<HttpMessageHandler>([quiet, quietClient, derived, other], handler =>
            Assert.Equal((handler, false), Handlers.Prepare(Address, handler))
        );
    }

    [Fact]
    public void What_follows_redirects_is_found_below_other_handlers()
    {
        Assert.All<HttpMessageHandler>(
            [new SocketsHttpHandler(), new HttpClientHandler(), new PassOn(new PassOn(new SocketsHttpHandler()))],
            handler => Assert.Equal((true, true), (Handlers.FollowsRedirects(handler), Handlers.IsPlatform(handler)))
        );
        Assert.All<HttpMessageHandler>(
            [
                new SocketsHttpHandler { AllowAutoRedirect = false },
                new HttpClientHandler { AllowAutoRedirect = false },
                new PassOn(new SocketsHttpHandler { AllowAutoRedirect = false }),
            ],
            handler => Assert.Equal((false, true), (Handlers.FollowsRedirects(handler), Handlers.IsPlatform(handler)))
        );
        Assert.Equal((false, false), (Handlers.FollowsRedirects(new ScriptedHandler()), Handlers.IsPlatform(new ScriptedHandler())));
    }

    [Fact]
    public void The_proxy_is_the_one_that_the_handler_would_take()
    {
        var proxy = new Uri("http://proxy.example:3128/");

        Assert.Equal(proxy, Handlers.ProxyOf(Service, new SocketsHttpHandler { Proxy = new WebProxy(proxy) }));
        Assert.Equal(proxy, Handlers.ProxyOf(Service, new PassOn(new HttpClientHandler { Proxy = new WebProxy(proxy) })));
        Assert.Null(Handlers.ProxyOf(Service, new SocketsHttpHandler { Proxy = new WebProxy(proxy), UseProxy = false }));
        Assert.Null(Handlers.ProxyOf(Service, new HttpClientHandler { Proxy = new WebProxy(proxy), UseProxy = false }));
        Assert.Null(
            Handlers.ProxyOf(Service, new SocketsHttpHandler { Proxy = new WebProxy(proxy, BypassOnLocal: false, ["api\\.cekura\\.ai"]) })
        );
        Assert.Null(Handlers.ProxyOf(Service, new SocketsHttpHandler { Proxy = new Straight() }));
        Assert.Null(Handlers.ProxyOf(Service, new ScriptedHandler()));
    }

    [Fact]
    public void A_client_certificate_is_copied_where_it_was_chosen_by_hand()
    {
        using var automatic = new HttpClientHandler { ClientCertificateOptions = ClientCertificateOption.Automatic };

        using var copy = HandlerCopy.Of(automatic);

        Assert.Equal((ClientCertificateOption.Automatic, false), (copy.ClientCertificateOptions, copy.AllowAutoRedirect));
    }

    [Theory]
    [InlineData(true, 1, false, true)]
    [InlineData(false, 1, false, false)]
    [InlineData(true, 2, false, false)]
    [InlineData(true, 1, true, false)]
    public void Nothing_left_this_machine_before_the_body_is_written_over_http_1(
        bool isPlatform,
        int version,
        bool expects,
        bool nothingLeft
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Service)
        {
            Version = new Version(version, 1),
            Content = new OnceContent([1]),
        };
        request.Headers.ExpectContinue = expects ? true : null;
        var sending = new Sending(isPlatform);

        Assert.False(sending.NothingLeft);
        sending.Begin(request);
        Assert.Equal(nothingLeft, sending.NothingLeft);
    }

    [Fact]
    public async Task What_was_written_or_answered_has_left()
    {
        using var written = new HttpRequestMessage(HttpMethod.Post, Service) { Content = new OnceContent([1]) };
        using var answered = new HttpRequestMessage(HttpMethod.Post, Service) { Content = new OnceContent([1]) };
        using var reading = new HttpRequestMessage(HttpMethod.Get, Service);
        using var response = new HttpResponseMessage(HttpStatusCode.Accepted);
        var sending = new Sending(isPlatform: true);

        sending.Begin(written);
        await written.Content.CopyToAsync(Stream.Null);
        Assert.False(sending.NothingLeft);

        sending.Begin(answered);
        sending.Arriving(response);
        Assert.Equal((false, 202), (sending.NothingLeft, sending.Status));

        sending.Begin(reading);
        Assert.Equal((false, null), (sending.NothingLeft, sending.Status));
    }

    [Fact]
    public async Task A_body_is_written_once_in_every_way_and_says_its_length()
    {
        using var content = new OnceContent([1, 2, 3]);
        using var written = new MemoryStream();

        Assert.False(content.IsBegun);
        Assert.Equal(3, content.Headers.ContentLength);
        content.CopyTo(written, context: null, CancellationToken.None);

        Assert.True(content.IsBegun);
        Assert.Equal([1, 2, 3], written.ToArray());
        Assert.Throws<HttpRequestException>(() => content.CopyTo(written, context: null, CancellationToken.None));
        await Assert.ThrowsAsync<HttpRequestException>(() => content.CopyToAsync(written));
        Assert.Equal(3, written.Length);
    }

    private sealed class Derived : HttpClientHandler;

    private sealed class Straight : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => destination;

        public bool IsBypassed(Uri host) => false;
    }
}
