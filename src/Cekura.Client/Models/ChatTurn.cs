namespace Cekura.Client;

/// <summary>The caller's turn in an API chat (<c>GET /test_framework/v1/runs/{id}/chat/{turn_id}/</c>).</summary>
public sealed record ChatTurn
{
    /// <summary>Id of the run.</summary>
    public long RunId { get; init; }

    /// <summary>Number of the turn; 0 is the opening.</summary>
    public long? TurnId { get; init; }

    /// <summary>Whether the reply is there.</summary>
    public ChatTurnStatus Status { get; init; }

    /// <summary>The caller's words; null while there are none, and in an opening that the agent has to make.</summary>
    public string? Message { get; init; }

    /// <summary>Whether the conversation is over.</summary>
    public bool Ended { get; init; }

    /// <summary>Why it is over; null otherwise.</summary>
    public string? EndedReason { get; init; }
}
