namespace Cekura.Agents.Lines;

/// <summary>A turn of the agent came to no end because of its side.</summary>
internal sealed class AgentFaultException(AgentFault fault, Exception? innerException = null) : Exception(fault.How, innerException)
{
    public AgentFaultException(FaultKind kind, string how, string advice, Exception? innerException = null)
        : this(new AgentFault(kind, how, advice), innerException) { }

    public AgentFault Fault { get; } = fault;
}
