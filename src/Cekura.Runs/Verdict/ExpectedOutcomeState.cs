namespace Cekura.Runs.Verdict;

/// <summary>What the judged expected outcome of a run says.</summary>
internal enum ExpectedOutcomeState
{
    /// <summary>There is none, or it has no score.</summary>
    None,

    /// <summary>Every part was met.</summary>
    Met,

    /// <summary>A part was not met.</summary>
    Unmet,

    /// <summary>A part could not be judged, and none was missed.</summary>
    Blocked,

    /// <summary>There is one, and it cannot be read.</summary>
    Unreadable,
}
