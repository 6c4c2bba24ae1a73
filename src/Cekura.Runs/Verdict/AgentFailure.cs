namespace Cekura.Runs.Verdict;

/// <summary>How the side of the agent broke down, where this machine answers for it.</summary>
/// <param name="Message">What happened, a full sentence.</param>
/// <param name="NeverAnswered">Whether the agent was never heard: nothing was tested then.</param>
internal sealed record AgentFailure(string Message, bool NeverAnswered = false);
