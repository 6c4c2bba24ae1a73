namespace Cekura.Runs.Starts;

/// <summary>What was done about a start that a dead process left behind.</summary>
internal enum EndOutcome
{
    /// <summary>The service was asked to end its conversations.</summary>
    Ended,

    /// <summary>They had ended by themselves.</summary>
    WasOver,

    /// <summary>The service has no result with its name: the request never arrived, or the mode takes no name.</summary>
    NotFound,

    /// <summary>The service could not be reached, or refused; the journal keeps it for the next attempt.</summary>
    Failed,

    /// <summary>A journal that cannot be read: what it names may be running. It is kept.</summary>
    Unreadable,

    /// <summary>It was started at another address. Nobody asked there.</summary>
    Elsewhere,
}
