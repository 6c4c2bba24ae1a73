namespace Cekura.Emulator.Script;

/// <summary>The caller can say nothing more, and the agent is not to blame.</summary>
/// <param name="fault">Why.</param>
/// <param name="inner">What it came from.</param>
internal sealed class CallerException(CallerFault fault, Exception? inner = null) : Exception(fault.Message, inner)
{
    /// <summary>Why it can say nothing more.</summary>
    public CallerFault Fault { get; } = fault;
}
