using System.Text.Json;

namespace Cekura.Client;

/// <summary>A word of a fixed vocabulary, in one spelling: lower case, with underscores.</summary>
internal static class WireWord
{
    /// <summary>The word; empty when the value is no text.</summary>
    public static string Of(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? Of(text.GetString()!) : "";

    /// <summary>
    /// Whether the value is written exactly like that, which most are; of another one <see cref="Of(JsonElement?)"/> may still make that
    /// word.
    /// </summary>
    public static bool Is(JsonElement? value, ReadOnlySpan<byte> word) =>
        value is { ValueKind: JsonValueKind.String } text && text.ValueEquals(word);

    public static string Of(string text) => string.Create(text.Trim().Length, text.Trim(), (span, word) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = word[i] is '-' or ' ' ? '_' : char.ToLowerInvariant(word[i]);
            }
        });
}
