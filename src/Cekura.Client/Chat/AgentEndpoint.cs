using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cekura.Client;

/// <summary>
/// Asks the agent under test for its turns, in an API chat whose agent answers over HTTP. It knows nothing of the service: no key goes to the agent.
/// Safe to use from several threads.
/// </summary>
internal sealed class AgentEndpoint : IDisposable
{
    private const int MaxBytes = 1024 * 1024;

    private readonly HttpClient _http;

    /// <summary>Creates a client with the system's proxy; nothing is sent yet.</summary>
    public AgentEndpoint()
        : this(new SocketsHttpHandler(), ownsHandler: true)
    {
    }

    /// <summary>Creates a client; nothing is sent yet.</summary>
    /// <param name="handler">Carries the requests. It stays the caller's to dispose.</param>
    public AgentEndpoint(HttpMessageHandler handler)
        : this(handler, ownsHandler: false)
    {
    }

    private AgentEndpoint(HttpMessageHandler handler, bool ownsHandler) =>
        _http = new HttpClient(handler, ownsHandler) { MaxResponseContentBufferSize = MaxBytes };

    /// <summary>Posts a turn of the caller and reads the agent's.</summary>
    /// <param name="endpoint">Address, http or https.</param>
    /// <param name="turn">What the caller said, and the conversation so far.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The JSON that the agent answered.</returns>
    /// <exception cref="AgentEndpointException">Nothing answered within 100 s, or not with success and JSON of at most 1 MB.</exception>
    public async Task<JsonNode?> AskAsync(Uri endpoint, JsonObject turn, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(turn);
        try
        {
            using var content = new StringContent(turn.ToJsonString(), Encoding.UTF8, "application/json");
            using var answer = await _http.PostAsync(endpoint, content, cancellationToken);
            return answer.IsSuccessStatusCode
                ? JsonNode.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken))
                : throw new AgentEndpointException($"{Shown(endpoint)} answered HTTP {(int)answer.StatusCode}.");
        }
        catch (JsonException)
        {
            throw new AgentEndpointException($"{Shown(endpoint)} did not answer JSON.");
        }
        catch (HttpRequestException e)
        {
            throw new AgentEndpointException($"{Shown(endpoint)} did not answer: {ErrorText.WithoutUsers(e.Message)}", ErrorText.CauseOf(e));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AgentEndpointException(string.Create(CultureInfo.InvariantCulture, $"{Shown(endpoint)} did not answer within {_http.Timeout.TotalSeconds:0.###} s."), e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // What stands before the path or behind it may be secret.
    private static string Shown(Uri endpoint) => endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.SafeUnescaped);
}
