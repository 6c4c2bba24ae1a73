namespace Cekura.Agents.Lines;

/// <summary>What went wrong on the agent's side of a conversation.</summary>
internal enum FaultKind
{
    /// <summary>Nothing listens at its address, or there is no connection to it.</summary>
    NotReached,

    /// <summary>It does not take the key or the rights of the caller: HTTP 401 and 403.</summary>
    Unauthorized,

    /// <summary>It refused the request otherwise, or sends the caller elsewhere.</summary>
    Rejected,

    /// <summary>It does not answer in time.</summary>
    TimeLimit,

    /// <summary>It says that it is broken or overloaded: HTTP 429 and 5xx, an error in the words of its protocol.</summary>
    OwnError,

    /// <summary>The connection, or its process, was gone before the answer was whole.</summary>
    Lost,

    /// <summary>It answers what its protocol does not know.</summary>
    BadAnswer,

    /// <summary>It sends more than <see cref="LineLimits"/> allow.</summary>
    TooLarge,

    /// <summary>The conversation cannot be held as the settings of the agent say: a variable that is not set, and the like.</summary>
    Settings,
}
