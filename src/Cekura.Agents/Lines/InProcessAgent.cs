namespace Cekura.Agents.Lines;

/// <summary>An agent that answers in this process, without an address.</summary>
/// <param name="Where">What it is called in messages.</param>
/// <param name="Begin">Begins a conversation with it.</param>
internal sealed record InProcessAgent(string Where, Func<LineOpening, ITurnProtocol> Begin)
{
    /// <summary>The settings under which it is reached.</summary>
    /// <param name="answerLimit">How long it may take for one turn.</param>
    public AgentSettings Settings(TimeSpan answerLimit) => new("in process") { InProcess = this, AnswerLimit = answerLimit };
}
