namespace Cekura.Client;

/// <summary>
/// State of a run or a result (<c>status</c> of <c>GET /test_framework/v2/runs/{id}/</c> and <c>GET /test_framework/v2/results/{id}/</c>).
/// Synonyms of the service are folded into these values.
/// </summary>
public enum RunStatus
{
    /// <summary>A word that this version does not know. Not terminal: keep polling until the time limit.</summary>
    Unknown,

    /// <summary>Created, or an outbound run that waits for the agent to dial.</summary>
    Pending,

    /// <summary>Held by a concurrency limit.</summary>
    InQueue,

    /// <summary>Capacity is being added.</summary>
    ScalingUp,

    /// <summary>The conversation is in progress. The service also says <c>running</c> for it.</summary>
    InProgress,

    /// <summary>The conversation is over and is being scored.</summary>
    Evaluating,

    /// <summary>Terminal: the conversation ended. Says nothing about passing.</summary>
    Completed,

    /// <summary>Terminal: the run did not connect or broke.</summary>
    Failed,

    /// <summary>Terminal: for example no call came within the outbound window.</summary>
    Timeout,

    /// <summary>Terminal: stopped by a user or by an end-call request.</summary>
    Cancelled,
}
