using System.Net;

namespace Cekura.Client;

/// <summary>What the client asks of the handler below it.</summary>
internal static class Handlers
{
    /// <summary>How long a server may take to accept a connection.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(20);

    /// <summary>The handler to use: the system's proxy and certificates by default, and never one that follows redirects by itself.</summary>
    public static HttpMessageHandler Prepare(ServiceAddress service, HttpMessageHandler? handler)
    {
        // Handlers that redirect by themselves carry the key to other servers and repeat a POST.
        switch (Innermost(handler))
        {
            case SocketsHttpHandler { AllowAutoRedirect: true } sockets:
                sockets.AllowAutoRedirect = false;
                break;
            case HttpClientHandler { AllowAutoRedirect: true } client:
                client.AllowAutoRedirect = false;
                break;
        }

        return handler ?? Network(service.Base.IsLoopback);
    }

    /// <summary>The handler of a client that is given none.</summary>
    /// <param name="isLoopback">Whether the service is on this machine. An unencrypted key may travel within it only, so no proxy may see it.</param>
    public static SocketsHttpHandler Network(bool isLoopback) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = ConnectTimeout,
        UseProxy = !isLoopback,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    /// <summary>Whether a handler of the runtime carries the requests in the end.</summary>
    public static bool IsPlatform(HttpMessageHandler handler) => Innermost(handler) is SocketsHttpHandler or HttpClientHandler;

    /// <summary>The proxy on the way to an address; null: there is none, or nobody knows.</summary>
    public static Uri? ProxyOf(Uri address, HttpMessageHandler handler)
    {
        var proxy = Innermost(handler) switch
        {
            SocketsHttpHandler { UseProxy: true } sockets => sockets.Proxy ?? HttpClient.DefaultProxy,
            HttpClientHandler { UseProxy: true } client => client.Proxy ?? HttpClient.DefaultProxy,
            _ => null,
        };
        return proxy?.IsBypassed(address) == false && proxy.GetProxy(address) is { } way && way != address ? way : null;
    }

    /// <exception cref="CekuraConfigurationException">The key would travel unencrypted over a network.</exception>
    public static void RequirePrivacy(ServiceAddress service, HttpMessageHandler? handler)
    {
        if (!service.IsPrivate && Innermost(handler) is null or SocketsHttpHandler or HttpClientHandler)
        {
            throw new CekuraConfigurationException(
                $"Cekura: {service.Base.GetLeftPart(UriPartial.Authority)} is not encrypted, and the API key would travel readable over the network. Use https, or an address of this machine.");
        }
    }

    private static HttpMessageHandler? Innermost(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        return handler;
    }
}
