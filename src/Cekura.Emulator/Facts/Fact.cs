namespace Cekura.Emulator.Facts;

/// <summary>A fact in what was said.</summary>
/// <param name="Kind">Its sort.</param>
/// <param name="Text">How it was said.</param>
/// <param name="Readings">What it may mean, each in the form of its kind; one that is known is enough.</param>
internal sealed record Fact(FactKind Kind, string Text, IReadOnlyList<string> Readings)
{
    /// <summary>Whether it may be a plain number as well: "at 3".</summary>
    public bool MayBeNumber { get; init; }

    /// <summary>Whether it may be an age: "I'm 34".</summary>
    public bool MayBeAge { get; init; }

    /// <summary>The sort in words, as it stands in a message.</summary>
    public string Sort =>
        Kind switch
        {
            FactKind.Email => "e-mail address",
            FactKind.Date => "date",
            FactKind.Time => "time",
            FactKind.Weekday => "day",
            FactKind.Code => "code",
            FactKind.Name => "name",
            _ => "number",
        };
}
