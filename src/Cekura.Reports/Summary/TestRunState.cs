namespace Cekura.Reports.Summary;

/// <summary>How the run of a test project stands.</summary>
internal enum TestRunState
{
    /// <summary>Tests are running, or the process was killed before it could say anything else.</summary>
    Running,

    /// <summary>Every test has its verdict.</summary>
    Finished,

    /// <summary>The run was cancelled, or failed as a whole; some tests have no verdict.</summary>
    Stopped,
}
