namespace Cekura.NUnit;

/// <summary>One message of a conversation with a language model.</summary>
/// <param name="Author"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">Its words.</param>
public sealed record ModelMessage(string Author, string Content);
