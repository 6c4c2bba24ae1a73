using System.Diagnostics.CodeAnalysis;
using Cekura.Agents.Lines;
using Cekura.Agents.Options;
using Cekura.Agents.Traces;

namespace Cekura.Emulator.Conversation;

/// <summary>One conversation to hold: with which agent, by which caller, within which limits.</summary>
internal sealed record ConversationRequest : ChatRequest
{
    public ConversationRequest() { }

    [SetsRequiredMembers]
    public ConversationRequest(ChatRequest chat, Uri url, IReadOnlyDictionary<string, string> headers)
        : base(chat) => (Url, Headers) = (url, headers);

    /// <summary>Where the agent listens.</summary>
    public required Uri Url { get; init; }

    /// <summary>How it is spoken to; null: over a WebSocket.</summary>
    public AgentSettings? Agent { get; init; }

    /// <summary>Id of the run.</summary>
    public long RunId { get; init; }

    /// <summary>Id of the scenario.</summary>
    public long ScenarioId { get; init; }

    /// <summary>Sent with the handshake or with each request; null: nothing of a trace is sent.</summary>
    public TraceContext? Trace { get; init; }

    /// <summary>Tells the program of an agent that is one where to send its trace; empty: none is asked for.</summary>
    public IReadOnlyDictionary<string, string> TraceVariables { get; init; } = new Dictionary<string, string>();

    /// <summary>Hears of each request that has the headers of the trace.</summary>
    public Action? Traced { get; init; }

    /// <summary>The line that it begins with.</summary>
    public LineOpening Opening =>
        new(Agent ?? new(ProtocolNames.WebSocket))
        {
            Url = Url.OriginalString,
            Headers = Headers,
            EachRequest = Trace is { } trace ? () => OfTrace(trace) : null,
            Environment =
                Agent?.Protocol == ProtocolNames.Command && Trace is { } told ? Variables(told) : new Dictionary<string, string>(),
            RunId = RunId,
            ScenarioId = ScenarioId,
            UrlName = Agent is null ? "websocket_url" : "url",
        };

    /// <summary>Every header of the handshake, already merged by precedence.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary><c>message_plan.idle_message_max_spoken_count</c>: how often in a row it asks before the call ends.</summary>
    public int IdleMessages { get; init; } = 3;

    /// <summary>Factor for the times of <c>&lt;silence&gt;</c> and <c>&lt;hold&gt;</c>; 0 leaves them out.</summary>
    public double SilenceScale { get; init; }

    private Dictionary<string, string> Variables(TraceContext trace) =>
        new(TraceVariables) { [TraceContext.ParentVariable] = trace.Parent, [TraceContext.BaggageVariable] = trace.Baggage };

    private Dictionary<string, string> OfTrace(TraceContext trace)
    {
        Traced?.Invoke();
        return new() { [TraceContext.ParentHeader] = trace.Parent, [TraceContext.BaggageHeader] = trace.Baggage };
    }
}
