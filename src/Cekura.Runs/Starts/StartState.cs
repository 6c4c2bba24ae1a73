namespace Cekura.Runs.Starts;

/// <summary>How far a start has come, in the order of time.</summary>
internal enum StartState
{
    /// <summary>The request may be on its way or may have been answered; its result is not known.</summary>
    Intended,

    /// <summary>Its result is known, and its conversations may be going on.</summary>
    Started,

    /// <summary>The service is being asked to end its conversations; the request may not have arrived.</summary>
    Ending,

    /// <summary>Closed: the service took the request to end its conversations.</summary>
    Ended,

    /// <summary>Closed: every run has ended and was judged, or had ended before anybody looked.</summary>
    Over,

    /// <summary>Closed: the service refused, and nothing was started.</summary>
    Refused,

    /// <summary>Closed: a later session goes on with its result, and has it in a journal of its own.</summary>
    Adopted,

    /// <summary>Closed: the service has no result with its name.</summary>
    Lost,
}
