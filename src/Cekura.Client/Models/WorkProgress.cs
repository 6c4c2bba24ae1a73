namespace Cekura.Client;

/// <summary>
/// How far work in the background has come (<c>GET /test_framework/v1/runs/run_expected_outcome_progress/</c> and
/// <c>GET /test_framework/v1/runs/improve_prompt_progress/</c>).
/// </summary>
/// <typeparam name="T">What the work brings.</typeparam>
/// <param name="Status">The service's word: <c>in_progress</c>, <c>completed</c> or <c>failed</c>; null when it says none.</param>
/// <param name="Outcome">What it brought; null until it has.</param>
/// <param name="Problem">Why it failed, in the service's words; null when it says nothing.</param>
public sealed record WorkProgress<T>(string? Status, T? Outcome, string? Problem)
    where T : class
{
    /// <summary>Whether asking again brings nothing new.</summary>
    public bool IsOver => Outcome is not null || WireWord.Of(Status ?? "") is "completed" or "failed";
}
