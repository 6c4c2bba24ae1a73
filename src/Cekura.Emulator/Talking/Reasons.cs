using Cekura.Agents.Lines;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Talking;

/// <summary>The service's words for an agent that was never heard.</summary>
internal static class Reasons
{
    /// <summary>One of <see cref="EndedReason"/>.</summary>
    public static string Of(FaultKind kind) =>
        kind switch
        {
            FaultKind.NotReached or FaultKind.Settings => EndedReason.NotConnected,
            FaultKind.Unauthorized or FaultKind.Rejected => EndedReason.Rejected,
            _ => EndedReason.DidNotAnswer,
        };
}
