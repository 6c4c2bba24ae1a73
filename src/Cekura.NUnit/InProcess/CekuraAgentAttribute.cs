namespace Cekura.NUnit;

/// <summary>
/// The method is the agent under test: it answers the caller in this process, in the place of the connection that the emulator's seed has
/// for the agent. It may stand in any class and holds for the whole assembly. It is static, takes an <see cref="AgentConversation"/> and a
/// <see cref="CancellationToken"/>, and returns a task of an <see cref="AgentReply"/>. Several conversations call it at once.
/// </summary>
/// <example><code>
/// [CekuraAgent]
/// public static Task&lt;AgentReply&gt; Answer(AgentConversation conversation, CancellationToken cancellationToken)
/// </code></example>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CekuraAgentAttribute : Attribute
{
    /// <summary>The method answers for every agent that no other method names.</summary>
    public CekuraAgentAttribute() { }

    /// <summary>The method answers for one agent.</summary>
    /// <param name="id">Its id, as in the seed and in the service.</param>
    public CekuraAgentAttribute(long id) => Id = id;

    /// <summary>Id of the agent; 0: every agent that no other method names.</summary>
    public long Id { get; }

    /// <summary>How long the method may take for one turn, 1 to 3600; default 100.</summary>
    public int TimeoutSeconds { get; set; } = 100;
}
