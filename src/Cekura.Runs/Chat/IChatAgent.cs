namespace Cekura.Runs.Chat;

/// <summary>Answers for the agent in one chat.</summary>
internal interface IChatAgent : IAsyncDisposable
{
    /// <exception cref="ChatException">There is no usable answer.</exception>
    Task<AgentTurn> AnswerAsync(CallerTurn turn, CancellationToken cancellationToken);
}
