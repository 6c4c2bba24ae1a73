using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Cekura.Agents.Lines;
using Cekura.Agents.Text;

namespace Cekura.Agents.WebSockets;

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

    /// <summary>Connects.</summary>
    /// <param name="url">Where the agent listens, <c>ws</c> or <c>wss</c>.</param>
    /// <param name="headers">Every header of the handshake, already merged by precedence.</param>
    /// <param name="urlName">What the address is called where it is written, for messages.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectException">The agent is not reached, does not speak WebSocket, or rejects the handshake.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ClientWebSocket> ConnectAsync(
        Uri url,
        IReadOnlyDictionary<string, string> headers,
        string urlName,
        CancellationToken cancellationToken
    )
    {
        var socket = new ClientWebSocket();
        var where = AgentAddress.Shown(url);
        try
        {
            Configure(socket.Options, url, headers, urlName, where);
            using var limit = new CancellationTokenSource(LineLimits.Handshake, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            await socket.ConnectAsync(url, url.IsLoopback ? _loopback : null, either.Token).ConfigureAwait(false);
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
            var failure = Explain(exception, socket.HttpStatusCode, urlName, where);
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

    private static void Configure(
        ClientWebSocketOptions options,
        Uri url,
        IReadOnlyDictionary<string, string> headers,
        string urlName,
        string where
    )
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("ws" or "wss"))
        {
            throw new ConnectException(FaultKind.NotReached, $"{where} is no WebSocket address. Let {urlName} begin with ws:// or wss://.");
        }

        options.KeepAliveInterval = LineLimits.PingInterval;
        options.KeepAliveTimeout = LineLimits.PongTimeout;
        options.CollectHttpResponseDetails = true;

        // "Dangerous" is to compress what others choose together with secrets; a caller sends no secrets in its frames.
        options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        foreach (var (name, value) in headers)
        {
            try
            {
                options.SetRequestHeader(
                    name,
                    Ascii.IsValid(value) ? value : throw new ArgumentException("The value is not ASCII.", nameof(headers))
                );
            }
            catch (ArgumentException exception)
            {
                throw new ConnectException(
                    FaultKind.NotReached,
                    $"The header '{name}' cannot be sent to {where}: its name or its value has characters that no header may have. Correct websocket_headers or the test profile.",
                    exception
                );
            }
        }
    }

    private static ConnectException Explain(Exception exception, HttpStatusCode status, string urlName, string where) =>
        (exception, (int)status) switch
        {
            (OperationCanceledException, _) => new(
                FaultKind.TimeLimit,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{where} did not answer the WebSocket handshake within {LineLimits.Handshake.TotalSeconds:0.###} s. Look whether the agent hangs."
                ),
                exception
            ),
            (_, not (0 or 101)) => new(
                FaultKind.Rejected,
                $"{where} rejected the WebSocket handshake with HTTP {(int)status}. {AdviceFor(status, urlName)}",
                exception
            ),
            _ => Explain(exception, (exception.InnerException as HttpRequestException)?.HttpRequestError, urlName, where),
        };

    private static ConnectException Explain(Exception exception, HttpRequestError? error, string urlName, string where) =>
        new(
            FaultKind.NotReached,
            error switch
            {
                HttpRequestError.ConnectionError =>
                    $"Nothing listens at {where}. Start the agent, or let the seed's agents[].launch start it.",
                HttpRequestError.NameResolutionError => $"The host of {where} is unknown. Check {urlName}.",
                HttpRequestError.SecureConnectionError =>
                    $"There is no secure connection to {where}: {exception.GetBaseException().Message} Check its certificate, or use ws:// when it has none.",
                _ =>
                    $"{where} did not complete the WebSocket handshake: {exception.GetBaseException().Message} Check that {urlName} is the agent's WebSocket address.",
            },
            exception
        );

    private static string AdviceFor(HttpStatusCode status, string urlName) =>
        status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "Check the secret and the headers that the agent expects.",
            HttpStatusCode.NotFound => $"Check the path of {urlName}.",
            >= HttpStatusCode.InternalServerError => "Look at the agent's own log.",
            _ => $"Check that {urlName} is the agent's WebSocket address.",
        };
}
