namespace Cekura.Runs.Causes;

/// <summary>What a cause says about the agent. The order is the order in which people read: what the agent did wrong first.</summary>
internal enum CauseKind
{
    /// <summary>The agent was heard, judged, and did something wrong.</summary>
    Agent,

    /// <summary>The conversation took place, and nothing decided whether it was right.</summary>
    NotJudged,

    /// <summary>No conversation took place, or what took place shows nothing about the agent.</summary>
    Infrastructure,

    /// <summary>Nothing was started.</summary>
    NotStarted,

    /// <summary>The run was stopped before it had a verdict.</summary>
    Stopped,
}
