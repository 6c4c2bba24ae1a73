using System.Runtime.InteropServices;

namespace Cekura.Voice.Activity;

/// <summary>A stretch in which a side speaks, with pauses too short to be a turn's end.</summary>
/// <param name="From">When it begins, from the start of the call.</param>
/// <param name="To">When its last sound ends.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Speech(TimeSpan From, TimeSpan To)
{
    /// <summary>How long it lasts.</summary>
    public TimeSpan Length => To - From;

    /// <summary>Whether a moment lies in it.</summary>
    public bool Holds(TimeSpan moment) => moment >= From && moment < To;
}
