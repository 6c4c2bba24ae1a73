namespace Cekura.Agents.Lines;

/// <summary>How the agent's side of a connection came to its end.</summary>
/// <param name="Kind">Who or what ended it.</param>
/// <param name="Detail">For people, as the end of a sentence that begins with the agent.</param>
/// <param name="Code">Closed connections: the code, and the reason that the agent gave.</param>
internal sealed record Disconnection(DisconnectionKind Kind, string Detail, string Code = "")
{
    /// <summary>
    /// The same in the words of a break; for <see cref="DisconnectionKind.Broken"/> and <see cref="DisconnectionKind.Lost"/>.
    /// </summary>
    public string AsBreak =>
        Fault ?? (Kind == DisconnectionKind.Broken ? $"broke the connection ({Code})" : "broke the connection without closing it (1006)");

    /// <summary>
    /// What the agent sent that no connection survives, as the end of a sentence that begins with the agent; null: nothing of that kind.
    /// </summary>
    public string? Fault { get; init; }

    /// <summary>What went wrong where the agent answers requests; null: nothing, or it has a connection of its own.</summary>
    public AgentFault? Error { get; init; }

    /// <summary>An error of the agent's side that ends the conversation.</summary>
    public static Disconnection Of(AgentFault fault) =>
        new(
            fault.Kind switch
            {
                FaultKind.TooLarge => DisconnectionKind.TooMuch,
                FaultKind.NotReached or FaultKind.Lost => DisconnectionKind.Lost,
                _ => DisconnectionKind.Broken,
            },
            fault.AsBreak
        )
        {
            Fault = fault.AsBreak,
            Error = fault,
        };

    public bool IsBreak => Kind is DisconnectionKind.Broken or DisconnectionKind.Lost;
}
