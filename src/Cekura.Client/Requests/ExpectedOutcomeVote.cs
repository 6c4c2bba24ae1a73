namespace Cekura.Client;

/// <summary>
/// A person's judgement of the expected outcome of a run (<c>POST /test_framework/v1/runs/{id}/mark_expected_outcome_vote/</c>).
/// </summary>
/// <param name="ThumbsUp">Whether the score is right.</param>
/// <param name="Feedback">Why; null: not said.</param>
internal sealed record ExpectedOutcomeVote(bool ThumbsUp, string? Feedback);
