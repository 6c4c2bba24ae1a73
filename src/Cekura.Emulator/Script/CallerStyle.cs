namespace Cekura.Emulator.Script;

/// <summary>How the scripted caller writes what is not a fixed message (<c>personalities[].style</c> of the seed).</summary>
internal enum CallerStyle
{
    /// <summary>As the action says it.</summary>
    Plain,

    /// <summary>The essential clause, without courtesies.</summary>
    Terse,

    /// <summary>With polite filler around it.</summary>
    Wordy,

    /// <summary>Lower case, times without colon and space: <c>1030am</c>.</summary>
    Lowercase,

    /// <summary>Seeded swaps of neighbouring letters, never of digits.</summary>
    Typos,

    /// <summary>With a hesitation in front.</summary>
    Hesitant,
}
