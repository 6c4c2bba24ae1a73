using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Unicode;

namespace Cekura.Client;

/// <summary>One HTTP exchange: adds the key, keeps the time limit, follows redirects of safe requests within the same server.</summary>
internal sealed class Exchange(HttpClient http, ServiceAddress service, string apiKey, IReadOnlyList<string> secrets, TimeProvider clock)
{
    private const string KeyHeader = "X-CEKURA-API-KEY";
    private const int MaxRedirects = 5;

    // A shorter key, such as people give an emulator, may be a word of an answer, which then could not be read any more.
    private const int ShortestUnmistakable = 16;

    private static ReadOnlySpan<byte> Mark => "***"u8;

    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private static readonly ProductInfoHeaderValue Product =
        new("Cekura.Client", typeof(Exchange).Assembly.GetName().Version?.ToString(3) ?? "0");

    private readonly ArrayPool<byte> _bodies = PooledBody.Pool();
    private readonly SecretFinder _key = new(apiKey);
    private readonly SecretFinder[] _unmistakable = [.. secrets.Prepend(apiKey).Where(secret => secret.Length >= ShortestUnmistakable).Select(secret => new SecretFinder(secret))];

    /// <exception cref="NoAnswerException">The exchange did not come to its end: network, time limit, cut-off answer.</exception>
    public async Task<Answer> SendAsync(Operation operation, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(operation.TimeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await SendFollowingAsync(operation, either.Token);
        }
        catch (OperationCanceledException exception) when (exception.InnerException is TimeoutException && !either.IsCancellationRequested)
        {
            throw NoConnection($"it did not answer within {Handlers.ConnectTimeout.TotalSeconds:0} s", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NoAnswerException($"no answer within {operation.TimeLimit.TotalSeconds:0.###} s", exception);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            // The platform never sends content a second time, so a connection that failed carried none of it.
            throw NoConnection(exception.GetBaseException().Message, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new NoAnswerException(exception.GetBaseException().Message, exception);
        }
    }

    private NoAnswerException NoConnection(string reason, Exception exception) =>
        new($"no connection to {service.Base.GetLeftPart(UriPartial.Authority)}: {reason}", exception) { NeverSent = true };

    private async Task<Answer> SendFollowingAsync(Operation operation, CancellationToken cancellationToken)
    {
        var address = operation.Address;
        for (var redirects = 0; ; redirects++)
        {
            var answer = await SendOnceAsync(operation, address, cancellationToken);
            if (!answer.IsRedirect || !operation.IsSafe || answer.Location is null || redirects == MaxRedirects)
            {
                return answer;
            }

            if (!service.HasSameOrigin(answer.Location))
            {
                // The key must not travel to a server that nobody configured.
                return answer;
            }

            address = answer.Location;
        }
    }

    private async Task<Answer> SendOnceAsync(Operation operation, Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(operation.Method, address);
        request.Headers.Add(KeyHeader, apiKey);
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.UserAgent.Add(Product);
        if (operation.Json is { } json)
        {
            request.Content = new ByteArrayContent(json) { Headers = { ContentType = new("application/json", "utf-8") } };
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var pooled = await PooledAsync(operation, response, cancellationToken);
        var content = pooled?.Written ?? await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return new(
            (int)response.StatusCode,
            response.IsSuccessStatusCode ? Clean(content) : _key.Replace(Clean(content), Mark),
            RetryAfter(response.Headers.RetryAfter),
            Uri.TryCreate(address, response.Headers.Location, out var location) ? location : null) { Owner = pooled };
    }

    private async Task<RentedBuffer?> PooledAsync(Operation operation, HttpResponseMessage response, CancellationToken cancellationToken) => operation switch
    {
        { IsCutUp: true } => await PooledBody.ReadAsync(response.Content, _bodies, cancellationToken),
        { Runs: { } runs } when response.IsSuccessStatusCode => await PooledBody.ReadWithoutRunsAsync(response.Content, _bodies, runs, Clean, cancellationToken),
        _ => null,
    };

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
        var delay = header?.Delta ?? (header?.Date - clock.GetUtcNow());
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }
}
