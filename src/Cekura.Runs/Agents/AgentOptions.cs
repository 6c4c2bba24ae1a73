using Cekura.Agents.Lines;
using Cekura.Agents.Protocols;
using Cekura.Client;
using Cekura.Runs.Processes;
using Cekura.Runs.Watch;

namespace Cekura.Runs.Agents;

/// <summary>What this side's part in conversations takes from the session: commands, chats, dialling.</summary>
internal sealed record AgentOptions
{
    /// <summary>When to poll; null: as suits what answers.</summary>
    public PollSchedule? Schedule { get; init; }

    /// <summary>When to poll for something that is no result.</summary>
    public PollSchedule Questions => Schedule ?? PollSchedule.Questions;

    /// <summary>Starts the commands that a manifest names.</summary>
    public ICommandStarter Commands { get; init; } = new SystemCommandStarter();

    /// <summary>Makes the connection to agents that answer an API chat over HTTP.</summary>
    public Func<AgentEndpoint> ConnectAgent { get; init; } = () => new AgentEndpoint();

    /// <summary>Makes the way to agents that are spoken to by a protocol of theirs.</summary>
    public Func<TimeProvider, Func<AgentSettings, IProgramLine>, AgentDialer> Dial { get; init; } =
        (time, start) => new AgentDialer(time) { StartProgram = opening => start(opening.Agent) };

    /// <summary>
    /// The settings of an agent that answers in this process, by its id (null: not known here); null: there is none. It answers before what
    /// the options of a case name.
    /// </summary>
    public Func<long?, AgentSettings?> InProcess { get; init; } = _ => null;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
