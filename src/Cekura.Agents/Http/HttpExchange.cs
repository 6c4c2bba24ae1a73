using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.Agents.Lines;
using Cekura.Agents.Text;

namespace Cekura.Agents.Http;

/// <summary>
/// The requests of one conversation: its headers, its cookies, redirects within the agent's own address, answers that are packed, limits.
/// </summary>
internal sealed class HttpExchange : IDisposable
{
    private const int MaxRedirects = 5;
    private const int MaxExcerpt = 2000;

    private static readonly string[] OfContent = ["Allow", "Expires", "Last-Modified"];

    private readonly HttpMessageInvoker _http;
    private readonly RequestHeaders _headers;
    private readonly LineOpening _opening;
    private readonly string _expected;
    private long _received;

    /// <param name="handler">Carries the requests of this conversation alone, and is disposed with it.</param>
    /// <param name="headers">Sent with each.</param>
    /// <param name="opening">Makes the headers of single requests.</param>
    /// <param name="expected">What an agent of the protocol answers, a sentence.</param>
    public HttpExchange(HttpMessageHandler handler, RequestHeaders headers, LineOpening opening, string expected) =>
        (_http, _headers, _opening, _expected) = (new(handler, disposeHandler: true), headers, opening, expected);

    /// <summary>The usual way to an agent.</summary>
    public static SocketsHttpHandler NewHandler(Uri url) =>
        new()
        {
            // Others than the agent's own address do not get its headers; see SendAsync.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            UseProxy = !url.IsLoopback,
        };

    /// <summary>Posts JSON.</summary>
    public Task<HttpAnswer> PostAsync(
        Uri url,
        JsonNode body,
        string accept,
        CancellationToken cancellationToken,
        Dictionary<string, string>? headers = null
    )
    {
        var text = AgentJson.Write(body);
        return SendAsync(
            HttpMethod.Post,
            url,
            () => new StringContent(text, Encoding.UTF8, "application/json"),
            accept,
            cancellationToken,
            headers
        );
    }

    /// <summary>Asks, and hands over the answer as soon as its head is there.</summary>
    /// <exception cref="AgentFaultException">Nothing answered, or not with success.</exception>
    public async Task<HttpAnswer> SendAsync(
        HttpMethod method,
        Uri url,
        Func<HttpContent?> content,
        string accept,
        CancellationToken cancellationToken,
        Dictionary<string, string>? headers = null
    )
    {
        for (var redirects = 0; ; redirects++)
        {
            var response = await SendAsync(Request(method, url, content(), accept, headers ?? []), cancellationToken).ConfigureAwait(false);
            try
            {
                if (response.IsSuccessStatusCode)
                {
                    var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
                    return new(response, Bounded(body), _headers, _expected);
                }

                if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
                {
                    url = Followed(url, new Uri(url, location), response.StatusCode, redirects);
                    response.Dispose();
                    continue;
                }

                throw await RefusalAsync(response, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>What the agent wrote, for messages: an excerpt without the secrets that it was sent.</summary>
    public string Shown(string text) => Excerpt.Of(_headers.Redact(text));

    /// <summary>The error of an event that is too large.</summary>
    public static AgentFaultException TooLargeEvent() =>
        new(FaultKind.TooLarge, "sent one event of more than 1 MB", "Look for a loop in it. This limit cannot be changed.");

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            try
            {
                return await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (HttpRequestException e)
            {
                throw new AgentFaultException(Explain(e, ProxyOf(request.RequestUri!)), e);
            }
        }
    }

    private HttpRequestMessage Request(
        HttpMethod method,
        Uri url,
        HttpContent? content,
        string accept,
        Dictionary<string, string> protocols
    )
    {
        var request = new HttpRequestMessage(method, url) { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        foreach (
            var (name, value) in protocols
                .Concat(_headers.Values)
                .Concat(_opening.EachRequest?.Invoke() ?? new Dictionary<string, string>())
        )
        {
            HttpHeaders? headers = IsOfContent(name) ? content?.Headers : request.Headers;
            headers?.Remove(name);
            headers?.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    // The platform keeps these apart, and throws where they are taken for others.
    private static bool IsOfContent(string header) =>
        header.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
        || Array.Exists(OfContent, name => name.Equals(header, StringComparison.OrdinalIgnoreCase));

    private BoundedStream Bounded(Stream body) => new(body, count =>
        {
            _received += count;
            if (_received > LineLimits.ConversationBytes)
            {
                throw new AgentFaultException(
                    FaultKind.TooLarge,
                    "sent more than 16 MB in one conversation",
                    "Look for a loop in it. This limit cannot be changed."
                );
            }
        });

    // A request with a body is repeated as it is only where the answer says so, and headers with secrets go to the same server alone.
    private static Uri Followed(Uri from, Uri to, HttpStatusCode status, int redirects)
    {
        var shown = AgentAddress.Shown(to);
        return status is not (HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
                ? throw Redirected($"sent the caller to {shown} with HTTP {(int)status}, with which a request would lose what it says")
            : Uri.Compare(from, to, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0
                ? throw Redirected($"sent the caller to another server, {shown}, which does not get the agent's headers")
            : redirects == MaxRedirects ? throw Redirected($"sent the caller on more than {MaxRedirects} times, last to {shown}")
            : to;
    }

    private static AgentFaultException Redirected(string how) => new(FaultKind.Rejected, how, "Write the address that answers as its url.");

    private async Task<AgentFaultException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var said = _headers.Redact(await BeginningAsync(response, cancellationToken).ConfigureAwait(false));
        var how = string.Create(CultureInfo.InvariantCulture, $"answered HTTP {status}{(said.Length == 0 ? "" : $": {Excerpt.Of(said)}")}");
        return status switch
        {
            401 or 403 => new(FaultKind.Unauthorized, how, "Check the headers that it expects, and the variables that hold their secrets."),
            404 or 405 => new(FaultKind.Rejected, how, "Check the path of its url."),
            408 or 504 => new(FaultKind.TimeLimit, how, "Look at the agent's own log."),
            429 => new(
                FaultKind.OwnError,
                how,
                "It allows fewer requests: hold fewer conversations at once (\"concurrent_runs\" of the seed's \"limits\")."
            ),
            >= 500 => new(FaultKind.OwnError, how, "Look at the agent's own log."),
            _ => new(
                new AgentFault(FaultKind.Rejected, how, "Check its url and its options against what the agent expects.") { Answer = said }
            ),
        };
    }

    private static async Task<string> BeginningAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var beginning = new byte[MaxExcerpt];
        try
        {
            using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var count = await body.ReadAtLeastAsync(beginning, MaxExcerpt, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            return Encoding.UTF8.GetString(beginning, 0, count);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or InvalidDataException)
        {
            return "";
        }
    }

    // Agents on this machine are reached without one.
    private static Uri? ProxyOf(Uri url) =>
        url.IsLoopback || HttpClient.DefaultProxy.IsBypassed(url) ? null : HttpClient.DefaultProxy.GetProxy(url);

    private static AgentFault Explain(HttpRequestException e, Uri? proxy) =>
        e.HttpRequestError switch
        {
            HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError
            or HttpRequestError.ProxyTunnelError when proxy is not null => new(
                FaultKind.NotReached,
                $"was not reached through the proxy {AgentAddress.Shown(proxy)}: {e.GetBaseException().Message.TrimEnd('.')}",
                "Check HTTP_PROXY and HTTPS_PROXY, and name its host in NO_PROXY when it is reached without one."
            ),
            HttpRequestError.ConnectionError => new(
                FaultKind.NotReached,
                "",
                "Start the agent, or let the seed's agents[].launch start it."
            ),
            HttpRequestError.NameResolutionError => new(FaultKind.NotReached, "has a host that is unknown", "Check its url."),
            HttpRequestError.SecureConnectionError => new(
                FaultKind.NotReached,
                $"gives no secure connection: {e.GetBaseException().Message.TrimEnd('.')}",
                "Check its certificate, and that this machine trusts it (\"dotnet dev-certs https --trust\" for one of ASP.NET Core), or use http:// when it has none."
            ),
            HttpRequestError.ResponseEnded => new(
                FaultKind.Lost,
                "closed the connection without an answer",
                "Look at the agent's own log."
            ),
            _ => new(
                FaultKind.Lost,
                $"gave no HTTP answer: {e.GetBaseException().Message.TrimEnd('.')}",
                "Check that its url is the agent's, and look at the agent's own log."
            ),
        };
}
