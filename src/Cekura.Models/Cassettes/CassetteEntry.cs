using System.Text.Json.Nodes;
using Cekura.Models.Chat;

namespace Cekura.Models.Cassettes;

/// <summary>One recorded answer.</summary>
/// <param name="Key">The question.</param>
/// <param name="Model">The name of the model that was asked; empty: whatever answers here.</param>
/// <param name="Answer">The answer, JSON of an object.</param>
/// <param name="AnsweredBy">The name that the endpoint gave the model.</param>
/// <param name="StopReason">Why the model stopped; null: not said.</param>
/// <param name="InputTokens">Tokens of the question.</param>
/// <param name="OutputTokens">Tokens of the answer.</param>
internal sealed record CassetteEntry(
    CassetteKey Key,
    string Model,
    string Answer,
    string AnsweredBy,
    string? StopReason,
    int InputTokens,
    int OutputTokens
)
{
    /// <summary>By what it is told from the others of its cassette.</summary>
    public string Id { get; } = $"{Key.Id} {Model}";

    /// <summary>As it is shown to people: what was asked, and which time where it was asked more than once.</summary>
    public string Name => Key.Sample == 0 ? Key.Kind : $"{Key.Kind} (sample {Key.Sample})";

    /// <summary>The answer as if a model had given it.</summary>
    public ModelReply Reply =>
        new(JsonNode.Parse(Answer)!.AsObject(), AnsweredBy)
        {
            StopReason = StopReason,
            InputTokens = InputTokens,
            OutputTokens = OutputTokens,
            IsRecorded = true,
        };
}
