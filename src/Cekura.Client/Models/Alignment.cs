namespace Cekura.Client;

/// <summary>
/// How one part of an expected outcome was judged (<c>expected_outcome.outcome_alignments[].aligned</c> of
/// <c>GET /test_framework/v2/runs/{id}/</c>). It is a boolean or a word: see docs/service.md.
/// </summary>
public enum Alignment
{
    /// <summary>Absent, or a word that this version does not know.</summary>
    Unknown,

    /// <summary>The part was met (<c>yes</c> or <c>true</c>).</summary>
    Yes,

    /// <summary>The part was not met (<c>no</c> or <c>false</c>).</summary>
    No,

    /// <summary>The part could not be judged.</summary>
    Blocked,
}
