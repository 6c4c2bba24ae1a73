namespace Cekura.Models.Chat;

/// <summary>One message of a conversation with a model.</summary>
/// <param name="Author"><see cref="System"/>, <see cref="User"/> or <see cref="Assistant"/>, in the words of the endpoint.</param>
/// <param name="Content">Its words.</param>
internal sealed record ChatMessage(string Author, string Content)
{
    /// <summary>The rules.</summary>
    public const string System = "system";

    /// <summary>What the model answers to.</summary>
    public const string User = "user";

    /// <summary>What the model itself said.</summary>
    public const string Assistant = "assistant";
}
