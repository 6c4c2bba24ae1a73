using System.Text.Json.Nodes;

namespace Cekura.Emulator.Judging;

/// <summary>One judgement as it was read out of a model's answer.</summary>
/// <param name="Answer">What was answered, in the type that the question wants.</param>
/// <param name="Why">The model's reason. Untrusted text.</param>
/// <param name="Quote">Its quote. Untrusted text.</param>
/// <param name="Turn">The quoted turn; 0: none.</param>
internal sealed record Reading(JsonNode? Answer, string Why, string Quote, int Turn)
{
    /// <summary>Why it cannot be taken; null: it can.</summary>
    public string? Fault { get; init; }

    /// <summary>One that cannot be taken.</summary>
    public static Reading Faulty(string fault) => new(null, "", "", 0) { Fault = fault };
}
