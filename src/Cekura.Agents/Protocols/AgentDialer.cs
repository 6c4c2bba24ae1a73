using Cekura.Agents.Http;
using Cekura.Agents.Lines;
using Cekura.Agents.Options;
using Cekura.Agents.Text;
using Cekura.Agents.WebSockets;

namespace Cekura.Agents.Protocols;

/// <summary>Opens conversations with agents, by the protocol of each.</summary>
/// <param name="time">The clock of every limit and every frame.</param>
internal sealed class AgentDialer(TimeProvider time) : IDisposable
{
    private readonly AgentConnector _sockets = new(time);

    /// <summary>Reads the variables of the environment that hold secrets.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Carries the requests of one conversation with the agent at an address.</summary>
    public Func<Uri, HttpMessageHandler> NewHandler { get; init; } = HttpExchange.NewHandler;

    /// <summary>Starts the program of an agent that is one; null: nothing here starts programs.</summary>
    public Func<AgentSettings, IProgramLine>? StartProgram { get; init; }

    /// <summary>Opens a conversation.</summary>
    /// <exception cref="ConnectException">The agent is not reached, or cannot be asked as its settings say.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<IAgentLine> OpenAsync(LineOpening opening, CancellationToken cancellationToken)
    {
        var agent = opening.Agent;
        var url = new Uri(opening.Url ?? agent.Url ?? "", UriKind.RelativeOrAbsolute);
        var where = AgentAddress.Shown(url);
        var headers = RequestHeaders.Of(opening, where, Environment);
        if (agent.Protocol == ProtocolNames.WebSocket)
        {
            var handshake = new Dictionary<string, string>(headers.Values, StringComparer.OrdinalIgnoreCase);
            foreach (var (name, value) in opening.EachRequest?.Invoke() ?? new Dictionary<string, string>())
            {
                handshake[name] = value;
            }

            var socket = await _sockets.ConnectAsync(url, handshake, opening.UrlName, cancellationToken).ConfigureAwait(false);
            return new AgentConnection(socket, where, time);
        }

        HttpExchange Http(string expected) => new(NewHandler(url), headers, opening, expected);
        ITurnProtocol protocol = agent.Protocol switch
        {
            ProtocolNames.OpenAiChat => new OpenAiChat(agent, url, Http(OpenAiChat.Shape)),
            var other => throw new ConnectException(
                FaultKind.Settings,
                $"The protocol \"{other}\" is not known. Known: {string.Join(", ", ProtocolList.Names)}."
            ),
        };
        return new TurnLine(protocol, where, agent.AnswerLimit, time);
    }

    public void Dispose() => _sockets.Dispose();
}
