namespace Cekura.Emulator.Facts;

/// <summary>What sort of fact a caller gives.</summary>
internal enum FactKind
{
    /// <summary>An e-mail address, written or spoken.</summary>
    Email,

    /// <summary>A date with its month.</summary>
    Date,

    /// <summary>A time of the day.</summary>
    Time,

    /// <summary>A day of the week.</summary>
    Weekday,

    /// <summary>Letters and digits in one: an order number, a plate.</summary>
    Code,

    /// <summary>A number, in digits or in words; many digits are one of a telephone or an account.</summary>
    Number,

    /// <summary>The name of a person.</summary>
    Name,
}
