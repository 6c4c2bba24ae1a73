using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Unicode;

namespace Cekura.Client;

/// <summary>One HTTP exchange: adds the key, keeps the limits of time and size, follows redirects of safe requests within the same server.</summary>
/// <param name="http">Sends the requests.</param>
/// <param name="carrier">The handler that carries them.</param>
/// <param name="service">Where the service is.</param>
/// <param name="apiKey">The key.</param>
/// <param name="options">The clock, and how large an answer may be.</param>
internal sealed class Exchange(HttpClient http, HttpMessageHandler carrier, ServiceAddress service, string apiKey, CekuraClientOptions options)
{
    private const string KeyHeader = "X-CEKURA-API-KEY";
    private const int MaxRedirects = 5;

    // A shorter key, such as people give an emulator, may be a word of an answer, which then could not be read any more.
    private const int ShortestUnmistakable = 16;

    private static ReadOnlySpan<byte> Mark => "***"u8;

    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private static readonly ProductInfoHeaderValue Product =
        new("Cekura.Client", typeof(Exchange).Assembly.GetName().Version?.ToString(3) ?? "0");

    private readonly bool _isPlatform = Handlers.IsPlatform(carrier);

    // A handler that follows redirects by itself asks the next server for a certificate of this host, and so gives the key to nobody else.
    private readonly string? _pinnedHost = Handlers.FollowsRedirects(carrier) ? service.Base.GetComponents(UriComponents.Host | UriComponents.Port, UriFormat.UriEscaped) : null;
    private readonly ArrayPool<byte> _bodies = PooledBody.Pool();
    private readonly SecretFinder _key = new(apiKey);
    private readonly SecretFinder[] _unmistakable = [.. options.Secrets.Prepend(apiKey).Where(secret => secret.Length >= ShortestUnmistakable).Select(secret => new SecretFinder(secret))];

    /// <exception cref="NoAnswerException">The exchange did not come to its end: network, time limit, an answer that cannot be read.</exception>
    public async Task<Answer> SendAsync(Operation operation, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(operation.TimeLimit, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var sending = new Sending(_isPlatform);
        try
        {
            return await SendFollowingAsync(operation, sending, either.Token);
        }
        catch (OperationCanceledException exception) when (exception.InnerException is TimeoutException && !either.IsCancellationRequested)
        {
            throw NoConnection(string.Create(CultureInfo.InvariantCulture, $"it did not answer within {Handlers.ConnectTimeout.TotalSeconds:0.###} s"), exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = string.Create(CultureInfo.InvariantCulture, $"no answer within {operation.TimeLimit.TotalSeconds:0.###} s");
            throw sending.NothingLeft ? NoConnection(reason, exception) : new NoAnswerException(reason, exception);
        }
        catch (Exception exception) when (sending.Status is { } status && exception is not (OperationCanceledException or ObjectDisposedException))
        {
            throw new NoAnswerException($"HTTP {status}, the answer cannot be read: {ErrorText.Of(exception)}", ErrorText.CauseOf(exception)) { Status = status };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or NotSupportedException)
        {
            var reason = ErrorText.Of(exception);
            throw sending.NothingLeft || IsAboutConnection(exception)
                ? NoConnection(reason, ErrorText.CauseOf(exception))
                : new NoAnswerException(Proxy is { } proxy ? $"{reason} (through {proxy})" : reason, ErrorText.CauseOf(exception));
        }
    }

    // The platform sends content a second time only where the server said that it did nothing with the first, so a connection that failed carried none of it.
    private static bool IsAboutConnection(Exception exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    // Looked for when something fails: it may be what does.
    private string? Proxy => Handlers.ProxyOf(service.Base, carrier) is { } proxy ? $"the proxy {ErrorText.Of(proxy)}" : null;

    private NoAnswerException NoConnection(string reason, Exception exception) =>
        new($"no connection to {ErrorText.Of(service.Base)}{(Proxy is { } proxy ? $" through {proxy}" : "")}: {reason}", exception) { NeverSent = true };

    private async Task<Answer> SendFollowingAsync(Operation operation, Sending sending, CancellationToken cancellationToken)
    {
        var address = operation.Address;
        for (var redirects = 0; ; redirects++)
        {
            var answer = await SendOnceAsync(operation, address, sending, cancellationToken);
            if (!answer.IsRedirect || !operation.IsSafe || answer.Location is null || redirects == MaxRedirects)
            {
                return answer;
            }

            if (!answer.IsWithinServer)
            {
                // The key must not travel to a server that nobody configured.
                return answer;
            }

            address = answer.Location;
            answer.Dispose();
        }
    }

    private async Task<Answer> SendOnceAsync(Operation operation, Uri address, Sending sending, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(operation.Method, address);
        request.Headers.Add(KeyHeader, apiKey);
        request.Headers.Host = _pinnedHost;
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.UserAgent.Add(Product);
        if (operation.Method != HttpMethod.Get)
        {
            // Also where there is no body: the platform sends a request without content again when the connection closes after taking it.
            request.Content = new OnceContent(operation.Json ?? []);
            request.Content.Headers.ContentType = operation.Json is null ? null : new("application/json", "utf-8");
        }

        sending.Begin(request);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        sending.Arriving(response);
        var location = Uri.TryCreate(address, response.Headers.Location, out var target) ? target : null;
        if (!response.IsSuccessStatusCode)
        {
            return await RefusalAsync(response, location, cancellationToken);
        }

        var body = await ReadAsync(operation, response.Content, cancellationToken);
        return new((int)response.StatusCode, Clean(body.Written), RetryAfter: null, location) { Owner = body };
    }

    private Task<RentedBuffer> ReadAsync(Operation operation, HttpContent content, CancellationToken cancellationToken) => operation.Runs is { } runs
        ? PooledBody.ReadWithoutRunsAsync(content, _bodies, runs, Clean, options.LargestAnswer, cancellationToken)
        : PooledBody.ReadAsync(content, _bodies, operation.IsCutUp, options.LargestAnswer, cancellationToken);

    // The status says what was done, whether or not its explanation can be read.
    private async Task<Answer> RefusalAsync(HttpResponseMessage response, Uri? location, CancellationToken cancellationToken)
    {
        RentedBuffer? body = null;
        string? trouble = null;
        try
        {
            body = await PooledBody.ReadAsync(response.Content, _bodies, isLarge: false, PooledBody.LargestText, cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ObjectDisposedException))
        {
            trouble = ErrorText.Of(exception);
        }

        return new((int)response.StatusCode, body is null ? default : _key.Replace(Clean(body.Written), Mark), RetryAfter(response.Headers.RetryAfter), location)
        {
            Owner = body, Trouble = trouble, IsWithinServer = location is not null && service.HasSameOrigin(location),
        };
    }

    // A proxy may echo the headers of the request in its error page, and a service in anything that it answers.
    private ReadOnlyMemory<byte> Clean(ReadOnlyMemory<byte> content)
    {
        var clean = Readable(content);
        foreach (var secret in _unmistakable)
        {
            clean = secret.Replace(clean, Mark);
        }

        return clean;
    }

    private static ReadOnlyMemory<byte> Readable(ReadOnlyMemory<byte> content) => LoneSurrogates.Replace(Decode(content));

    // The service speaks UTF-8; a proxy page in another encoding is only quoted.
    private static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> content)
    {
        var valid = Utf8.IsValid(content.Span) ? content : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content.Span));
        while (valid.Span.StartsWith(ByteOrderMark))
        {
            valid = valid[ByteOrderMark.Length..];
        }

        return valid;
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var delay = header?.Delta ?? (header?.Date - options.TimeProvider.GetUtcNow());
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }
}
