namespace Cekura.Agents.Tests.Peers;

/// <summary>A test with agents that are not ours; skipped, with a notice, where they are not installed.</summary>
public sealed class PeerFactAttribute : FactAttribute
{
    /// <summary>Looks whether they are there.</summary>
    public PeerFactAttribute() => Skip = PeerAgents.SkipReason;
}
