using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.WebSockets;

/// <summary>Opens the WebSocket to an agent and explains why it does not open.</summary>
/// <param name="time">The clock of the handshake's limit.</param>
internal sealed class AgentConnector(TimeProvider time) : IDisposable
{
    // A proxy for the world outside cannot reach this machine's own agents. One way to them for all conversations: a socket that is told of
    // no proxy makes one of its own, which costs more than a short conversation.
    private readonly HttpMessageInvoker _loopback = new(
        new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.Zero,
        }
    );

    /// <summary>Connects with the headers of the request.</summary>
    /// <exception cref="ConnectException">The agent is not reached, does not speak WebSocket, or rejects the handshake.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ClientWebSocket> ConnectAsync(ConversationRequest request, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        var where = AddressOf(request.Url);
        try
        {
            Configure(socket.Options, request, where);
            using var limit = new CancellationTokenSource(ConversationLimits.Handshake, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            await socket.ConnectAsync(request.Url, request.Url.IsLoopback ? _loopback : null, either.Token).ConfigureAwait(false);
            return socket;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw;
        }
        catch (Exception exception)
            when (exception is WebSocketException or OperationCanceledException or ArgumentException or InvalidOperationException)
        {
            var failure = Explain(exception, socket.HttpStatusCode, where);
            socket.Dispose();
            throw failure;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => _loopback.Dispose();

    /// <summary>The address for messages: without user and query, which may hold secrets.</summary>
    public static string AddressOf(Uri url) => url.IsAbsoluteUri ? $"{url.Scheme}://{url.Authority}{url.AbsolutePath}" : url.OriginalString;

    private static void Configure(ClientWebSocketOptions options, ConversationRequest request, string where)
    {
        if (!request.Url.IsAbsoluteUri || request.Url.Scheme is not ("ws" or "wss"))
        {
            throw new ConnectException(
                EndedReason.NotConnected,
                $"{where} is no WebSocket address. Let websocket_url begin with ws:// or wss://."
            );
        }

        options.KeepAliveInterval = ConversationLimits.PingInterval;
        options.KeepAliveTimeout = ConversationLimits.PongTimeout;
        options.CollectHttpResponseDetails = true;
        foreach (var (name, value) in request.Headers)
        {
            try
            {
                options.SetRequestHeader(
                    name,
                    Ascii.IsValid(value) ? value : throw new ArgumentException("The value is not ASCII.", nameof(request))
                );
            }
            catch (ArgumentException exception)
            {
                throw new ConnectException(
                    EndedReason.NotConnected,
                    $"The header '{name}' cannot be sent to {where}: its name or its value has characters that no header may have. Correct websocket_headers or the test profile.",
                    exception
                );
            }
        }
    }

    private static ConnectException Explain(Exception exception, HttpStatusCode status, string where) =>
        (exception, (int)status) switch
        {
            (OperationCanceledException, _) => new(
                EndedReason.DidNotAnswer,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{where} did not answer the WebSocket handshake within {ConversationLimits.Handshake.TotalSeconds:0.###} s. Look whether the agent hangs."
                ),
                exception
            ),
            (_, not (0 or 101)) => new(
                EndedReason.Rejected,
                $"{where} rejected the WebSocket handshake with HTTP {(int)status}. {AdviceFor(status)}",
                exception
            ),
            _ => Explain(exception, (exception.InnerException as HttpRequestException)?.HttpRequestError, where),
        };

    private static ConnectException Explain(Exception exception, HttpRequestError? error, string where) =>
        new(
            EndedReason.NotConnected,
            error switch
            {
                HttpRequestError.ConnectionError =>
                    $"Nothing listens at {where}. Start the agent, or let the seed's agents[].launch start it.",
                HttpRequestError.NameResolutionError => $"The host of {where} is unknown. Check websocket_url.",
                HttpRequestError.SecureConnectionError =>
                    $"There is no secure connection to {where}: {exception.GetBaseException().Message} Check its certificate, or use ws:// when it has none.",
                _ =>
                    $"{where} did not complete the WebSocket handshake: {exception.GetBaseException().Message} Check that websocket_url is the agent's WebSocket address.",
            },
            exception
        );

    private static string AdviceFor(HttpStatusCode status) =>
        status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "Check the secret and the headers that the agent expects.",
            HttpStatusCode.NotFound => "Check the path of websocket_url.",
            >= HttpStatusCode.InternalServerError => "Look at the agent's own log.",
            _ => "Check that websocket_url is the agent's WebSocket address.",
        };
}
