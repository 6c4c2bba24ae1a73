using System.Runtime.InteropServices;

namespace Cekura.Simulation;

/// <summary>How long the conversations of one scenario take in the simulated service, in seconds.</summary>
/// <param name="Talk">The conversation.</param>
/// <param name="Scoring">Scoring it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SimulatedCall(double Talk, double Scoring)
{
    /// <summary>The conversation in whole milliseconds: what the service writes of its moments loses nothing of them.</summary>
    public TimeSpan Conversation => Whole(Talk);

    /// <summary>The same of scoring.</summary>
    public TimeSpan Evaluation => Whole(Scoring);

    private static TimeSpan Whole(double seconds) => TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
}
