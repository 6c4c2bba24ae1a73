namespace Cekura.Models.Chat;

/// <summary>By what a cassette knows a question: stable where the whole conversation with the model is not.</summary>
/// <param name="Test">The test that it belongs to: one cassette each, such as "Booking [Terse]".</param>
/// <param name="Kind">What is asked, with its number where there are several: "caller turn 3", "judge outcome", "judge metric 7 trigger".</param>
/// <param name="Parts">What the answer depends on, by name in order: instructions, what the agent said, the transcript, the criterion.</param>
internal sealed record RecordingKey(string Test, string Kind, IReadOnlyList<KeyValuePair<string, string>> Parts)
{
    /// <summary>How often the same was asked before: a judge is asked again when it says no.</summary>
    public int Sample { get; init; }
}
