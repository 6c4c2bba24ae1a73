using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;

namespace Cekura.Client;

/// <summary>
/// One HTTP exchange: adds the key, keeps the limits of time and size, follows redirects of safe requests within the same server.
/// </summary>
/// <param name="http">Sends the requests.</param>
/// <param name="carrier">The handler that carries them.</param>
/// <param name="service">Where the service is.</param>
/// <param name="apiKey">The key.</param>
/// <param name="options">The clock, and how large an answer may be.</param>
internal sealed class HttpExchange(
    HttpClient http,
    HttpMessageHandler carrier,
    ServiceAddress service,
    string apiKey,
    CekuraClientOptions options
)
{
    private const string KeyHeader = "X-CEKURA-API-KEY";
    private const int MaxRedirects = 5;

    // A shorter key, as an emulator may have, can be an ordinary word of an answer, and masking it would make that unreadable.
    private const int MinUnmistakableLength = 16;

    private static ReadOnlySpan<byte> Mark => "***"u8;

    private static readonly ProductInfoHeaderValue Product = new(
        "Cekura.Client",
        typeof(HttpExchange).Assembly.GetName().Version?.ToString(3) ?? "0"
    );

    private readonly bool _isPlatform = Handlers.IsPlatform(carrier);

    // A handler that follows redirects by itself asks the next server for a certificate of this host, so the key stays with this host.
    private readonly string? _pinnedHost = Handlers.FollowsRedirects(carrier)
        ? service.Base.GetComponents(UriComponents.Host | UriComponents.Port, UriFormat.UriEscaped)
        : null;
    private readonly ArrayPool<byte> _bodies = PooledBody.Pool();
    private readonly SecretFinder _key = new(apiKey);
    private readonly SecretFinder[] _unmistakable =
    [
        .. options
            .Secrets.Prepend(apiKey)
            .Where(secret => secret.Length >= MinUnmistakableLength)
            .Select(secret => new SecretFinder(secret)),
    ];

    /// <exception cref="NoResponseException">
    /// The exchange did not come to its end: network, time limit, an answer that cannot be read.
    /// </exception>
    public async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(request.TimeLimit, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var sending = new Sending(_isPlatform);
        try
        {
            return await SendFollowingAsync(request, sending, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (exception.InnerException is TimeoutException && !either.IsCancellationRequested)
        {
            throw NoConnection(
                string.Create(CultureInfo.InvariantCulture, $"it did not answer within {Handlers.ConnectTimeout.TotalSeconds:0.###} s"),
                exception
            );
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = string.Create(CultureInfo.InvariantCulture, $"no answer within {request.TimeLimit.TotalSeconds:0.###} s");
            throw sending.NothingLeft ? NoConnection(reason, exception) : new NoResponseException(reason, exception);
        }
        catch (Exception exception)
            when (sending.Status is { } status && exception is not (OperationCanceledException or ObjectDisposedException))
        {
            throw new NoResponseException(
                $"HTTP {status}, the answer cannot be read: {ErrorText.Of(exception)}",
                ErrorText.CauseOf(exception)
            )
            {
                Status = status,
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or NotSupportedException)
        {
            var reason = ErrorText.Of(exception);
            throw sending.NothingLeft || IsAboutConnection(exception)
                ? NoConnection(reason, ErrorText.CauseOf(exception))
                : new NoResponseException(Proxy is { } proxy ? $"{reason} (through {proxy})" : reason, ErrorText.CauseOf(exception));
        }
    }

    // The platform sends content a second time only where the server said that it did nothing with the first, so a connection that failed
    // carried none of it.
    private static bool IsAboutConnection(Exception exception) =>
        exception
            is HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError
                    or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError,
            };

    // Found out only after a failure, of which it may be the cause.
    private string? Proxy => Handlers.ProxyOf(service.Base, carrier) is { } proxy ? $"the proxy {ErrorText.Of(proxy)}" : null;

    private NoResponseException NoConnection(string reason, Exception exception) =>
        new($"no connection to {ErrorText.Of(service.Base)}{(Proxy is { } proxy ? $" through {proxy}" : "")}: {reason}", exception)
        {
            NeverSent = true,
        };

    private async Task<ApiResponse> SendFollowingAsync(ApiRequest request, Sending sending, CancellationToken cancellationToken)
    {
        var address = request.Address;
        for (var redirects = 0; ; redirects++)
        {
            var response = await SendOnceAsync(request, address, sending, cancellationToken).ConfigureAwait(false);
            if (!response.IsRedirect || !request.IsSafe || response.Location is null || redirects == MaxRedirects)
            {
                return response;
            }

            if (!response.IsWithinServer)
            {
                // The key stays on the configured server.
                return response;
            }

            address = response.Location;
            response.Dispose();
        }
    }

    private async Task<ApiResponse> SendOnceAsync(ApiRequest request, Uri address, Sending sending, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Method, address);
        message.Headers.Add(KeyHeader, apiKey);
        message.Headers.Host = _pinnedHost;
        message.Headers.Accept.Add(new("application/json"));
        message.Headers.UserAgent.Add(Product);
        if (request.Method != HttpMethod.Get)
        {
            // Also where there is no body: the platform sends a request without content again when the connection closes after taking it.
            message.Content = new OnceContent(request.Json ?? []);
            message.Content.Headers.ContentType = request.Json is null ? null : new("application/json", "utf-8");
        }

        sending.Begin(message);
        using var reply = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        sending.Arriving(reply);
        var location = Uri.TryCreate(address, reply.Headers.Location, out var target) ? target : null;
        if (!reply.IsSuccessStatusCode)
        {
            return await RefusalAsync(reply, location, cancellationToken).ConfigureAwait(false);
        }

        var body = await ReadAsync(request, reply.Content, cancellationToken).ConfigureAwait(false);
        return new((int)reply.StatusCode, Clean(body.Written), RetryAfter: null, location) { Owner = body };
    }

    private Task<RentedBuffer> ReadAsync(ApiRequest request, HttpContent content, CancellationToken cancellationToken) =>
        request.Runs is { } runs
            ? PooledBody.ReadWithoutRunsAsync(content, _bodies, runs, Clean, options.MaxResponseBytes, cancellationToken)
            : PooledBody.ReadAsync(content, _bodies, request.IsCutUp, options.MaxResponseBytes, cancellationToken);

    // The status says what was done, whether or not its explanation can be read.
    private async Task<ApiResponse> RefusalAsync(HttpResponseMessage reply, Uri? location, CancellationToken cancellationToken)
    {
        RentedBuffer? body = null;
        string? readError = null;
        try
        {
            body = await PooledBody
                .ReadAsync(reply.Content, _bodies, isLarge: false, PooledBody.MaxTextBytes, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ObjectDisposedException))
        {
            readError = ErrorText.Of(exception);
        }

        return new(
            (int)reply.StatusCode,
            body is null ? default : _key.Replace(Clean(body.Written), Mark),
            RetryAfter(reply.Headers.RetryAfter),
            location
        )
        {
            Owner = body,
            ReadError = readError,
            IsWithinServer = location is not null && service.HasSameOrigin(location),
        };
    }

    // A proxy may echo the headers of the request in its error page, and a service in anything that it answers.
    private ReadOnlyMemory<byte> Clean(ReadOnlyMemory<byte> content)
    {
        var clean = LoneSurrogates.Replace(Utf8Text.Of(content));
        foreach (var secret in _unmistakable)
        {
            clean = secret.Replace(clean, Mark);
        }

        return clean;
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var delay = header?.Delta ?? (header?.Date - options.TimeProvider.GetUtcNow());
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }
}
