namespace Cekura.Runs.Conversations;

/// <summary>What one check says about a conversation.</summary>
/// <param name="Check">The part of the expected outcome, or the metric.</param>
/// <param name="Holds">Whether the check is content; null for one that only measures.</param>
/// <param name="Text">Why, in the service's words; empty when it says nothing.</param>
/// <param name="Place">The turn that the words are about; null for the conversation as a whole.</param>
internal sealed record Remark(string Check, bool? Holds, string Text, TurnPlace? Place)
{
    /// <summary>The words, after the turn that they are about.</summary>
    public string PlacedText =>
        Place is { } place ? $"turn {place.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)}: {Text}" : Text;

    /// <summary>
    /// One line to stand below the turn itself, whose own words it does not repeat; a check that is content needs no reason.
    /// </summary>
    public string BelowTurn
    {
        get
        {
            var mark = Holds switch
            {
                true => "✅ ",
                false => "❌ ",
                null => "",
            };
            return Text.Length == 0 || Holds == true || Place is { IsQuoted: true } ? mark + Check : $"{mark}{Check}: {Text}";
        }
    }
}
