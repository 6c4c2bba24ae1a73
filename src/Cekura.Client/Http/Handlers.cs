using System.Net;

namespace Cekura.Client;

/// <summary>What the client asks of the handler below it.</summary>
internal static class Handlers
{
    /// <summary>How long a server may take to accept a connection.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The handler to use: the system's proxy and certificates by default. Where a handler of the runtime follows redirects by itself, one
    /// like it that does not.
    /// </summary>
    /// <returns>The handler, and whether it is ours to dispose.</returns>
    public static (HttpMessageHandler Handler, bool IsOurs) Prepare(ServiceAddress service, HttpMessageHandler? handler) =>
        handler switch
        {
            null => (Network(service.Base.IsLoopback), true),
            SocketsHttpHandler { AllowAutoRedirect: true } sockets => (HandlerCopy.Of(sockets), true),

            // A class derived from it may do more, so it is used as it is.
            HttpClientHandler { AllowAutoRedirect: true } client when client.GetType() == typeof(HttpClientHandler) => (
                HandlerCopy.Of(client),
                true
            ),
            _ => (handler, false),
        };

    /// <summary>
    /// Whether a handler of the runtime, below others of the caller, follows redirects by itself, and would carry the key to other servers.
    /// </summary>
    public static bool FollowsRedirects(HttpMessageHandler handler) =>
        Innermost(handler) is SocketsHttpHandler { AllowAutoRedirect: true } or HttpClientHandler { AllowAutoRedirect: true };

    /// <summary>The handler of a client that is given none.</summary>
    /// <param name="isLoopback">
    /// Whether the service is on this machine. An unencrypted key may travel within it only, so no proxy may see it.
    /// </param>
    public static SocketsHttpHandler Network(bool isLoopback) =>
        new()
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

    /// <summary>The proxy on the way to an address; null: there is none, or a handler of the caller hides it.</summary>
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
    public static void RequireEncryption(ServiceAddress service, HttpMessageHandler? handler)
    {
        if (!service.IsEncryptedOrLoopback && Innermost(handler) is null or SocketsHttpHandler or HttpClientHandler)
        {
            throw new CekuraConfigurationException(
                $"Cekura: {service.Base.GetLeftPart(UriPartial.Authority)} is not encrypted, and the API key would travel readable over the network. Use https, or an address of this machine."
            );
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
