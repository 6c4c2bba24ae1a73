namespace Cekura.Runs.Tests.Watch;

/// <summary>Requests are disturbed for a while.</summary>
/// <param name="Do">How, as in the <c>faults</c> of a seed.</param>
/// <param name="From">From this second on.</param>
/// <param name="Until">To this one.</param>
internal sealed record Outage(string Do, double From = 0, double Until = double.PositiveInfinity)
{
    /// <summary>Method of the requests.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>A regular expression on their path.</summary>
    public string Path { get; init; } = "";
}
