namespace Cekura.Client;

/// <summary>Answer to a submitted message of an API chat (<c>POST /test_framework/v1/runs/{id}/chat/</c>).</summary>
public sealed record ChatReceipt
{
    /// <summary>Id of the run.</summary>
    public long RunId { get; init; }

    /// <summary>Id of the result.</summary>
    public long ResultId { get; init; }

    /// <summary>Number of the turn to read; null when the message asks for no reply.</summary>
    public long? TurnId { get; init; }
}
