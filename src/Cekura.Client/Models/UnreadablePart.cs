using System.Text.Json;

namespace Cekura.Client;

/// <summary>A part of a run that is there but cannot be understood, which differs from an absent part.</summary>
/// <param name="Part">What it belongs to.</param>
/// <param name="Name">What it should have been, as a person calls it. Untrusted text.</param>
/// <param name="Found">What stands there, in JSON notation, perhaps cut. Untrusted text.</param>
internal sealed record UnreadablePart(DecidingPart Part, string Name, string Found)
{
    private const int MaxQuotedLength = 120;

    public static UnreadablePart Of(DecidingPart part, string name, JsonElement? value) => new(part, name, Quote(value));

    /// <summary>A value in JSON notation, as much of it as tells what it is.</summary>
    public static string Quote(JsonElement? value)
    {
        if (value is not { ValueKind: not JsonValueKind.Undefined } known)
        {
            return "nothing";
        }

        var text = known.GetRawText();
        return text.Length <= MaxQuotedLength
            ? text
            : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[MaxQuotedLength - 1]) ? MaxQuotedLength - 1 : MaxQuotedLength), "…");
    }
}
