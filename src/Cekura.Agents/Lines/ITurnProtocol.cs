namespace Cekura.Agents.Lines;

/// <summary>An agent that answers when it is asked: each turn of the caller has one turn of the agent.</summary>
internal interface ITurnProtocol : IAsyncDisposable
{
    /// <summary>What an agent of this protocol has to send, a sentence.</summary>
    string Expected { get; }

    /// <summary>Where the limit of a turn is set, for messages.</summary>
    string LimitName => "\"timeout_seconds\"";

    /// <summary>Takes a turn to the agent and hands over its answer as it comes in.</summary>
    /// <exception cref="AgentFaultException">The agent's side made an error.</exception>
    Task AnswerAsync(CallerTurn turn, TurnSink sink, CancellationToken cancellationToken);
}
