using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>The judged expected outcome of a run (contract, section 10.2).</summary>
public sealed record ExpectedOutcome
{
    /// <summary>100 met, 0 not met, 50 could not be judged; null when not scored.</summary>
    public double? Score { get; init; }

    /// <summary>One line a part, starting with ✅, ❌ or 🟡.</summary>
    public IReadOnlyList<string> Explanation { get; init => field = value ?? []; } = [];

    /// <summary>The parts and how each was judged.</summary>
    [JsonPropertyName("outcome_alignments")]
    public IReadOnlyList<OutcomeAlignment> Alignments { get; init => field = value ?? []; } = [];
}
