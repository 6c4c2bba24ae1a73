using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Cekura.Client;

/// <summary>
/// Asks the agent under test for its turns, in an API chat whose agent answers over HTTP. It knows nothing of the service: no key goes to
/// the agent. Safe to use from several threads.
/// </summary>
internal sealed class AgentEndpoint : IDisposable
{
    private const int MaxRedirects = 5;
    private const int MaxBytes = 1024 * 1024;

    private readonly HttpClient _http;

    /// <summary>Creates a client with the system's proxy; nothing is sent yet.</summary>
    public AgentEndpoint()
        : this(new SocketsHttpHandler { AllowAutoRedirect = false }, ownsHandler: true) { }

    /// <summary>Creates a client; nothing is sent yet.</summary>
    /// <param name="handler">Carries the requests. It stays the caller's to dispose.</param>
    public AgentEndpoint(HttpMessageHandler handler)
        : this(handler, ownsHandler: false) { }

    // The caller knows how long an answer may take.
    private AgentEndpoint(HttpMessageHandler handler, bool ownsHandler) =>
        _http = new HttpClient(handler, ownsHandler) { MaxResponseContentBufferSize = MaxBytes, Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Posts a turn of the caller and reads the agent's.</summary>
    /// <param name="endpoint">Address, http or https.</param>
    /// <param name="turn">What the caller said, and the conversation so far.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The JSON that the agent answered.</returns>
    /// <exception cref="AgentEndpointException">Nothing answered, or not with success and JSON of at most 1 MB.</exception>
    public async Task<JsonNode?> AskAsync(Uri endpoint, JsonObject turn, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(turn);
        try
        {
            using var answer = await PostAsync(endpoint, turn.ToJsonString(), cancellationToken).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode)
            {
                throw new AgentEndpointException($"{Shown(endpoint)} answered HTTP {(int)answer.StatusCode}.");
            }

            var turnOfAgent = AgentJson.Parse(
                Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)),
                out var fault
            );
            return fault switch
            {
                null => turnOfAgent,
                "is not JSON" => throw new AgentEndpointException($"{Shown(endpoint)} did not answer JSON."),
                _ => throw new AgentEndpointException($"{Shown(endpoint)} answered JSON that {fault}."),
            };
        }
        catch (HttpRequestException e)
        {
            throw new AgentEndpointException(
                $"{Shown(endpoint)} did not answer: {ErrorText.WithoutUsers(e.Message)}",
                ErrorText.CauseOf(e)
            );
        }
    }

    // What the caller said goes on where the same server says so, and to no other: neither does a key of the address.
    private async Task<HttpResponseMessage> PostAsync(Uri endpoint, string turn, CancellationToken cancellationToken)
    {
        for (var (url, redirects) = (endpoint, 0); ; redirects++)
        {
            using var content = new StringContent(turn, Encoding.UTF8, "application/json");
            var answer = await _http.PostAsync(url, content, cancellationToken).ConfigureAwait(false);
            if ((int)answer.StatusCode is not (>= 300 and < 400) || answer.Headers.Location is not { } location)
            {
                return answer;
            }

            using (answer)
            {
                var (from, status) = (url, answer.StatusCode);
                url = new Uri(from, location);
                var why =
                    status is not (HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
                        ? "with which what was said would be lost"
                    : Uri.Compare(from, url, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0
                        ? "another server"
                    : redirects == MaxRedirects ? $"after {MaxRedirects} others"
                    : null;
                if (why is not null)
                {
                    throw new AgentEndpointException(
                        $"{Shown(endpoint)} redirected with HTTP {(int)status} to {Shown(url)}, {why}. Write the address that answers as the endpoint."
                    );
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // What stands before the path or behind it may be secret.
    private static string Shown(Uri endpoint) =>
        endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.SafeUnescaped);
}
