namespace Cekura.Reliability.Tests.Faults;

/// <summary>How the process of a trial ends.</summary>
internal enum Ending
{
    /// <summary>By itself, when every case has its verdict.</summary>
    Ordinary,

    /// <summary>It is asked to stop in the middle.</summary>
    Cancelled,

    /// <summary>It is killed at a request, and a guard takes over.</summary>
    Killed,
}
