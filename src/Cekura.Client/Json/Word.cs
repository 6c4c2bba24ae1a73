using System.Text.Json;

namespace Cekura.Client;

/// <summary>A word of a fixed vocabulary, in one spelling: lower case, with underscores (contract, section 5, rule 5).</summary>
internal static class Word
{
    /// <summary>The word; empty when the value is no text.</summary>
    public static string Of(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? Of(text.GetString()!) : "";

    public static string Of(string text) =>
        string.Create(text.Trim().Length, text.Trim(), (span, word) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = word[i] is '-' or ' ' ? '_' : char.ToLowerInvariant(word[i]);
            }
        });
}
