using System.Text.Json.Nodes;

namespace Cekura.Models.Chat;

/// <summary>What an answer must be like.</summary>
/// <param name="Name">Letters, digits and underscores: the endpoint wants a name for it.</param>
/// <param name="Schema">A JSON schema of an object in which every property is required and no other is allowed.</param>
internal sealed record AnswerShape(string Name, JsonObject Schema);
