namespace Cekura.Client;

/// <summary>
/// One part of an expected outcome (<c>expected_outcome.outcome_alignments[]</c> of <c>GET /test_framework/v2/runs/{id}/</c>).
/// </summary>
public sealed record OutcomeAlignment
{
    /// <summary>What was observed.</summary>
    public string? Outcome { get; init; }

    /// <summary>The part of the prompt that was judged.</summary>
    public string? PromptPart { get; init; }

    /// <summary>How it was judged.</summary>
    public Alignment Aligned { get; init; }
}
