using System.Runtime.InteropServices;

namespace Cekura.Reports.Html;

/// <summary>A turn on the clock of its conversation.</summary>
/// <param name="Index">Number of the turn, from 0.</param>
/// <param name="From">When it began.</param>
/// <param name="To">When it ended, as far as the service says; else when it began.</param>
/// <param name="Silence">How long nobody had spoken before it; zero where somebody had, and for tools.</param>
/// <param name="Overlap">How long it talked over the other side; zero where it did not.</param>
/// <param name="Answer">How long the other side had waited for it; null where it answers nobody.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TalkEvent(int Index, TimeSpan From, TimeSpan To, TimeSpan Silence, TimeSpan Overlap, TimeSpan? Answer)
{
    /// <summary>A pause that people notice.</summary>
    public bool IsSilence => Silence >= TimeSpan.FromSeconds(2);

    /// <summary>More than clocks and breath.</summary>
    public bool IsInterruption => Overlap >= TimeSpan.FromMilliseconds(150);
}
