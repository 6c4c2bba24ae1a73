using System.Text.Json.Nodes;
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
    public Func<LineOpening, IProgramLine>? StartProgram { get; init; }

    /// <summary>Opens a conversation.</summary>
    /// <exception cref="ConnectException">The agent is not reached, or cannot be asked as its settings say.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<IAgentLine> OpenAsync(LineOpening opening, CancellationToken cancellationToken)
    {
        var agent = opening.Agent;
        if (agent.InProcess is { } own)
        {
            return new TurnLine(own.Begin(opening), own.Where, agent.AnswerLimit, time);
        }

        if (agent.Protocol == ProtocolNames.Command)
        {
            return Program(opening);
        }

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
        var id = opening.ConversationId;
        ITurnProtocol protocol = agent.Protocol switch
        {
            ProtocolNames.OpenAiChat => new OpenAiChat(agent, url, Http(OpenAiChat.Shape)),
            ProtocolNames.OpenAiResponses => new OpenAiResponses(agent, url, Http(OpenAiResponses.Shape), id),
            ProtocolNames.AgUi => new AgUi(agent, url, Http(AgUi.Shape), id),
            ProtocolNames.A2A => new A2A(agent, url, Http(A2A.Shape), time),
            ProtocolNames.Activity => new Activity(agent, url, Http(Activity.Shape), id, time),
            ProtocolNames.Http => new HttpTemplate(
                agent,
                url.OriginalString,
                Http(HttpTemplate.ShapeOf(agent)),
                TemplateValues.Of(id, opening.RunId, opening.ScenarioId)
            ),
            var other => throw new ConnectException(
                FaultKind.Settings,
                $"The protocol \"{other}\" is not known. Known: {string.Join(", ", ProtocolList.Names)}."
            ),
        };
        return new TurnLine(protocol, where, agent.AnswerLimit, time);
    }

    public void Dispose() => _sockets.Dispose();

    private TurnLine Program(LineOpening opening)
    {
        var command = string.Join(' ', (opening.Agent.Options["command"] as JsonArray ?? []).Select(AgentJson.AsText));
        if (StartProgram is not { } start)
        {
            throw new ConnectException(FaultKind.Settings, "An agent of the protocol command cannot be started here.");
        }

        return new(new ProgramLines(start(opening), opening), command, opening.Agent.AnswerLimit, time);
    }
}
