using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>The judged expected outcome of a run (<c>expected_outcome</c> of <c>GET /test_framework/v2/runs/{id}/</c>).</summary>
public sealed record ExpectedOutcome
{
    /// <summary>100 met, 0 not met, 50 could not be judged; null when not scored.</summary>
    public double? Score { get; init; }

    /// <summary>One line a part, starting with ✅, ❌ or 🟡.</summary>
    public IReadOnlyList<string> Explanation
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>The parts and how each was judged.</summary>
    [JsonPropertyName("outcome_alignments")]
    public IReadOnlyList<OutcomeAlignment> Alignments
    {
        get;
        init => field = value ?? [];
    } = [];
}
