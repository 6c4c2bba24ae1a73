namespace Cekura.Client;

/// <summary>
/// The service's verdict on a run, after human review where there was one (<c>evaluation_status</c> of
/// <c>GET /test_framework/v2/runs/{id}/</c>).
/// </summary>
public enum EvaluationStatus
{
    /// <summary>A word that this version does not know.</summary>
    Unknown,

    /// <summary>The checks passed.</summary>
    Success,

    /// <summary>The checks failed.</summary>
    Failure,

    /// <summary>A person decided that the run passed.</summary>
    ReviewedSuccess,

    /// <summary>A person decided that the run failed.</summary>
    ReviewedFailure,
}
