using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Cekura.Models.Chat;

namespace Cekura.Models.Endpoint;

/// <summary>Requests to an endpoint: the key, the time limit, retries, redirects, the bound of an answer.</summary>
internal sealed class EndpointExchange : IDisposable
{
    private const int MaxRetries = 3;
    private const int MaxRedirects = 3;
    private const int MaxAnswer = 4 * 1024 * 1024;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    private readonly EndpointOptions _options;
    private readonly HttpMessageInvoker _http;
    private readonly TimeProvider _time;

    /// <param name="options">Where the endpoint is.</param>
    /// <param name="handler">Carries the requests, and is disposed with this.</param>
    /// <param name="time">The clock.</param>
    public EndpointExchange(EndpointOptions options, HttpMessageHandler handler, TimeProvider time) =>
        (_options, _http, _time) = (options, new(handler, disposeHandler: true), time);

    /// <summary>The usual way to an endpoint.</summary>
    public static SocketsHttpHandler NewHandler(Uri address) =>
        new()
        {
            // Another server would get the key; see PostAsync.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            UseCookies = false,
            UseProxy = !address.IsLoopback,
        };

    /// <summary>Asks until there is an answer, or a refusal that another try would not change.</summary>
    /// <param name="model">Name of the model, for messages.</param>
    /// <param name="body">The question.</param>
    /// <param name="manner">How it is asked: a refusal of that is not retried.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ModelException">There is no answer.</exception>
    public async Task<(AnswerBody? Answer, EndpointRefusal? Refusal)> AskAsync(
        string model,
        ReadOnlyMemory<byte> body,
        Manner manner,
        CancellationToken cancellationToken
    )
    {
        for (var retries = 0; ; retries++)
        {
            TimeSpan? wait = null;
            try
            {
                var (status, text, retryAfter) = await AskOnceAsync(model, body, cancellationToken).ConfigureAwait(false);
                var refusal = Refusal(model, status, text, out var answer);
                if (refusal is not { IsPassing: true, IsTooLong: false } || manner.After(refusal) is not null || retries == MaxRetries)
                {
                    return (answer, refusal);
                }

                wait = retryAfter;
            }
            catch (Exception e) when (e is IOException or HttpRequestException or InvalidDataException)
            {
                if (IsNotThere(e) || retries == MaxRetries)
                {
                    throw EndpointErrors.Unreachable(_options, model, e);
                }
            }

            if (wait > MaxWait)
            {
                throw EndpointErrors.Busy(_options, model, wait.Value);
            }

            await Task.Delay(wait ?? _options.RetryDelay * (1 << retries), _time, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _http.Dispose();

    // What broke on the way may come through next time; what is not there is not there yet.
    private static bool IsNotThere(Exception e) =>
        (e as HttpRequestException)?.HttpRequestError
            is HttpRequestError.ConnectionError
                or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError;

    private EndpointRefusal? Refusal(string model, int status, byte[] utf8, out AnswerBody? answer)
    {
        answer = null;
        if (status is < 200 or >= 300)
        {
            return new(status, Encoding.UTF8.GetString(utf8));
        }

        answer = AnswerBody.Read(utf8);
        return answer is null ? throw EndpointErrors.Foreign(_options, model, Encoding.UTF8.GetString(utf8)) : null;
    }

    private async Task<(int Status, byte[] Text, TimeSpan? RetryAfter)> AskOnceAsync(
        string model,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await PostAsync(model, body, either.Token).ConfigureAwait(false);
            var text = await ReadAsync(model, response, either.Token).ConfigureAwait(false);
            return ((int)response.StatusCode, text, RetryAfter(response.Headers.RetryAfter));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw EndpointErrors.Late(_options, model);
        }
    }

    // A question is repeated as it is only where the answer says so, and goes with its key to the same server alone.
    private async Task<HttpResponseMessage> PostAsync(string model, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var address = _options.Questions;
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(body) };
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.Accept.Add(new("application/json"));
            if (_options.Key is { } key)
            {
                request.Headers.Authorization = new("Bearer", key);
            }

            var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode is < 300 or >= 400 || response.Headers.Location is not { } location)
            {
                return response;
            }

            var to = new Uri(address, location);
            var mayFollow =
                response.StatusCode is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
                && redirects < MaxRedirects
                && Uri.Compare(address, to, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
            response.Dispose();
            address = mayFollow ? to : throw EndpointErrors.Redirected(_options, model, to);
        }
    }

    private async Task<byte[]> ReadAsync(string model, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            whole.Write(buffer, 0, count);
            if (whole.Length > MaxAnswer)
            {
                throw EndpointErrors.TooLarge(_options, model);
            }
        }

        return whole.ToArray();
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date is { } date ? date - _time.GetUtcNow() : null);
        return wait is { } some ? TimeSpan.FromTicks(Math.Max(some.Ticks, 0)) : null;
    }
}
