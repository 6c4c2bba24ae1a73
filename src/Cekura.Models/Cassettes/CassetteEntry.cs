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
    public string Id { get; } = IdOf(Key, Model);

    /// <summary>
    /// The same as it stands in the file, which may have been written before something was declared volatile.
    /// </summary>
    public string StoredId
    {
        get => field ?? Id;
        init;
    }

    /// <summary>As it is shown to people: what was asked, and which time where it was asked more than once.</summary>
    public string Name => Key.Sample == 0 ? Key.Kind : $"{Key.Kind} (sample {Key.Sample})";

    /// <summary>By what the answer of a model to a question is told from others.</summary>
    public static string IdOf(CassetteKey key, string model) => $"{key.Id} {model}";

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
