using System.Runtime.InteropServices;

namespace Cekura.Voice.Measures;

/// <summary>How many of how many.</summary>
/// <param name="Count">How many.</param>
/// <param name="Total">Of how many.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Share(int Count, int Total)
{
    /// <summary>Below this many, a rate says nothing, and only the numbers are shown.</summary>
    public const int MinTotal = 10;

    /// <summary>From 0 to 1; null where there are too few.</summary>
    public double? Rate => Total >= MinTotal ? (double)Count / Total : null;
}
