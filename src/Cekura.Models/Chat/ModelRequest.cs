namespace Cekura.Models.Chat;

/// <summary>One question to a model.</summary>
/// <param name="Role">Whom the model plays; each may be another model.</param>
/// <param name="Messages">The whole conversation with the model, the oldest first.</param>
/// <param name="Shape">What the answer must be like.</param>
internal sealed record ModelRequest(ModelRole Role, IReadOnlyList<ChatMessage> Messages, AnswerShape Shape)
{
    /// <summary>The same number asks for the same answer, where the endpoint takes it; null: none is sent.</summary>
    public int? Seed { get; init; }

    /// <summary>From 0 to 2, where the endpoint takes it; null: its default.</summary>
    public double? Temperature { get; init; } = 0;

    /// <summary>Name of the model that is asked, which the settings name by its role; null: none is named.</summary>
    public string? Model { get; init; }

    /// <summary>By what a cassette knows the question.</summary>
    public required RecordingKey Key { get; init; }
}
