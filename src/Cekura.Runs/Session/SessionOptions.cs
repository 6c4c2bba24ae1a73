using System.Collections.ObjectModel;
using Cekura.Agents.Lines;
using Cekura.Agents.Protocols;
using Cekura.Client;
using Cekura.Runs.Agents;
using Cekura.Runs.Conversations;
using Cekura.Runs.Plan;
using Cekura.Runs.Processes;
using Cekura.Runs.Starts;
using Cekura.Runs.Watch;

namespace Cekura.Runs.Session;

/// <summary>What a session takes from its surroundings.</summary>
internal sealed record SessionOptions
{
    /// <summary>Name of the suite, the first word of every result's label.</summary>
    public required string Suite { get; init; }

    /// <summary>
    /// When to poll; null: as the mode of each request asks for, and often where answers say that their runs are emulated.
    /// </summary>
    public PollSchedule? Schedule { get; init; }

    /// <summary>
    /// How long the conversations of tests lasted before, by fully qualified name: under a concurrency limit the longest start first.
    /// Waited for only where it matters.
    /// </summary>
    public Task<IReadOnlyDictionary<string, TimeSpan>> Durations { get; init; } =
        Task.FromResult<IReadOnlyDictionary<string, TimeSpan>>(ReadOnlyDictionary<string, TimeSpan>.Empty);

    /// <summary>Whether the session says how far it is; not where the front end does.</summary>
    public bool TellsProgress { get; init; } = true;

    /// <summary>Where messages send people.</summary>
    public DashboardLink Dashboard { get; init; } = DashboardLink.WithoutProject;

    /// <summary>Where the recordings that <c>Recordings</c> asks for go, absolute, made when needed; null: none is downloaded.</summary>
    public string? RecordingDirectory { get; init; }

    /// <summary>
    /// What was allowed to all sessions that start together, this one's cases among them; null: this session asks for itself.
    /// </summary>
    public RunPermit? Permit { get; init; }

    /// <summary>Where starts are written before they are sent; null: nowhere, so nothing ends them after a crash.</summary>
    internal StartJournal? Journal { get; init; }

    /// <summary>What earlier sessions started and this one may resume; null: nothing.</summary>
    internal EarlierStarts? Earlier { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Checks that the session is still wanted, and cancels it when it is not; called before every start.</summary>
    internal Action Look { get; init; } = () => { };

    /// <summary>The concurrency limit where sessions share it; null: this one has it alone.</summary>
    internal Slots? Slots { get; init; }

    /// <summary>Whether what answers is on this machine: an emulator, or a proxy to the service. One early poll tells which.</summary>
    internal bool IsLocal { get; init; }

    internal StartOptions Start =>
        new()
        {
            Journal = Journal,
            Earlier = Earlier,
            Look = Look,
            IsLocal = IsLocal,
            LostStartPauses = LostStartPauses,
            Time = Time,
        };

    internal AgentOptions Agents =>
        new()
        {
            Schedule = Schedule,
            Commands = Commands,
            ConnectAgent = ConnectAgent,
            Dial = Dial,
            InProcess = InProcess,
            Time = Time,
        };

    /// <summary>How long to wait before each search for a start whose answer was lost.</summary>
    internal IReadOnlyList<TimeSpan> LostStartPauses { get; init; } = LostStart.Pauses;

    /// <summary>Starts the commands that a manifest names.</summary>
    internal ICommandStarter Commands { get; init; } = new SystemCommandStarter();

    /// <summary>Makes the connection to agents that answer an API chat over HTTP.</summary>
    internal Func<AgentEndpoint> ConnectAgent { get; init; } = () => new AgentEndpoint();

    /// <summary>
    /// Makes the way to agents that are spoken to by a protocol of theirs, with what starts the program of one that is a program.
    /// </summary>
    internal Func<TimeProvider, Func<AgentSettings, IProgramLine>, AgentDialer> Dial { get; init; } = new AgentOptions().Dial;

    /// <inheritdoc cref="AgentOptions.InProcess"/>
    internal Func<long?, AgentSettings?> InProcess { get; init; } = new AgentOptions().InProcess;

    /// <summary>Makes result labels unique.</summary>
    public Random Random { get; init; } = Random.Shared;
}
