namespace Cekura.Agents.Lines;

/// <summary>Who or what ended a connection.</summary>
internal enum DisconnectionKind
{
    /// <summary>The agent closed it in order: with code 1000, or without a code.</summary>
    Closed,

    /// <summary>The agent closed it with a code that says something went wrong.</summary>
    Broken,

    /// <summary>It was lost without a closing handshake.</summary>
    Lost,

    /// <summary>The agent sent more than <see cref="LineLimits"/> allow.</summary>
    TooMuch,
}
