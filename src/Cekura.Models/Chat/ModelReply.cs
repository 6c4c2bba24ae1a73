using System.Text.Json.Nodes;

namespace Cekura.Models.Chat;

/// <summary>What a model answered.</summary>
/// <param name="Answer">The object. Only that it is one was checked: whether it fits the shape is for who asked.</param>
/// <param name="Model">The name that the endpoint gives the model.</param>
internal sealed record ModelReply(JsonObject Answer, string Model)
{
    /// <summary><c>finish_reason</c>; null when the endpoint gives none.</summary>
    public string? StopReason { get; init; }

    /// <summary><c>usage.prompt_tokens</c>; 0 when the endpoint does not count.</summary>
    public int InputTokens { get; init; }

    /// <summary><c>usage.completion_tokens</c>; 0 when the endpoint does not count.</summary>
    public int OutputTokens { get; init; }

    /// <summary>Whether it is from a cassette: no model was asked.</summary>
    public bool IsRecorded { get; init; }
}
