namespace Cekura.Runs.Agents;

/// <summary>Answers for the agent in one chat.</summary>
internal interface IChatAgent : IAsyncDisposable
{
    /// <summary>A sentence with what it wrote last for people; empty when nobody here sees that.</summary>
    string LastLines { get; }

    /// <exception cref="ChatException">There is no usable answer.</exception>
    Task<AgentTurn> AnswerAsync(CallerTurn turn, CancellationToken cancellationToken);
}
