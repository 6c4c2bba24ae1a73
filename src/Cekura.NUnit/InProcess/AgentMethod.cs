using System.Reflection;
using Cekura.Agents.Lines;

namespace Cekura.NUnit.InProcess;

/// <summary>A method that is an agent.</summary>
/// <param name="Name">Its name with its class, for messages.</param>
/// <param name="Id">Id of the agent; 0: every agent that no other method names.</param>
/// <param name="Limit">How long it may take for one turn.</param>
/// <param name="Answer">Calls it.</param>
internal sealed record AgentMethod(
    string Name,
    long Id,
    TimeSpan Limit,
    Func<AgentConversation, CancellationToken, Task<AgentReply>?> Answer
)
{
    private const int MaxSeconds = 3600;

    /// <summary>How the emulator and API chats reach it.</summary>
    public AgentSettings Settings => new InProcessAgent(Name, opening => new MethodProtocol(this, opening)).Settings(Limit);

    /// <summary>Reads a method with the attribute.</summary>
    /// <returns>The agent; or what is wrong with it, for people.</returns>
    public static (AgentMethod? Agent, string? Problem) Read(MethodInfo method, CekuraAgentAttribute attribute)
    {
        var name = NameOf(method);
        if (attribute.Id < 0)
        {
            return (null, $"[CekuraAgent({attribute.Id})] of {name}: ids of agents are those that the service shows, from 1.");
        }

        if (attribute.TimeoutSeconds is < 1 or > MaxSeconds)
        {
            return (null, $"[CekuraAgent] of {name}: TimeoutSeconds is {attribute.TimeoutSeconds}. Give it 1 to {MaxSeconds}.");
        }

        var parameters = method.GetParameters().Select(parameter => parameter.ParameterType);
        if (
            !method.IsStatic
            || method.ContainsGenericParameters
            || method.ReturnType != typeof(Task<AgentReply>)
            || !parameters.SequenceEqual([typeof(AgentConversation), typeof(CancellationToken)])
        )
        {
            return (
                null,
                $"[CekuraAgent] of {name}: write the method as \"static Task<AgentReply> {method.Name}(AgentConversation conversation, CancellationToken cancellationToken)\", in a class that is not generic."
            );
        }

        var answer = method.CreateDelegate<Func<AgentConversation, CancellationToken, Task<AgentReply>?>>();
        return (new(name, attribute.Id, TimeSpan.FromSeconds(attribute.TimeoutSeconds), answer), null);
    }

    public static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
