namespace Cekura.Agents.Tests.Peers;

/// <summary>The same with several rows.</summary>
public sealed class PeerTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks whether they are there.</summary>
    public PeerTheoryAttribute() => Skip = PeerAgents.SkipReason;
}
