namespace Cekura.Emulator.State;

/// <summary>How runs reach the agent, as far as their course and their answers depend on it.</summary>
/// <param name="RunType">The service's name for it in <c>run_type</c>. Published are <c>Text</c>, <c>WebSocket</c> and <c>Voice</c>; the
/// others are named alike.</param>
internal sealed record Channel(string RunType)
{
    /// <summary>A conversation in writing: <c>run_as_text</c>.</summary>
    public bool IsText { get; init; }

    /// <summary>Calls between two numbers: Cekura calls an inbound agent, an outbound one dials within a window.</summary>
    public bool HasNumbers { get; init; }

    /// <summary>Mail; runs of outbound agents have an address of their own.</summary>
    public bool IsEmail { get; init; }

    /// <summary>The client speaks for the agent, turn by turn over REST.</summary>
    public bool IsApiChat { get; init; }
}
