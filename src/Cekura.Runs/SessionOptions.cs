using Cekura.Client;
using Cekura.Runs.Commands;
using Cekura.Runs.Journal;
using Cekura.Runs.Leases;
using Cekura.Runs.Report;
using Cekura.Runs.Trigger;
using Cekura.Runs.Watch;

namespace Cekura.Runs;

/// <summary>What a session takes from its surroundings.</summary>
public sealed record SessionOptions
{
    /// <summary>Name of the suite, the first word of every result's label.</summary>
    public required string Suite { get; init; }

    /// <summary>When to poll.</summary>
    public PollSchedule Schedule { get; init; } = PollSchedule.Text;

    /// <summary>Where messages send people.</summary>
    public DashboardLink Dashboard { get; init; } = DashboardLink.WithoutProject;

    /// <summary>Where the recordings that <c>Recordings</c> asks for go, absolute, made when needed; null: none is downloaded.</summary>
    public string? RecordingDirectory { get; init; }

    /// <summary>What <c>MaxRuns</c> and <c>MaxCost</c> allow, shared by all sessions of a command; null: this session has all of it.</summary>
    public RunBudget? Budget { get; init; }

    /// <summary>Where starts are written before they are sent; null: nowhere, and nobody ends them after a crash.</summary>
    public StartJournal? Journal { get; init; }

    /// <summary>What earlier sessions started and this one may go on with; null: nothing.</summary>
    public EarlierStarts? Earlier { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long to wait before each look for a start whose answer was lost.</summary>
    internal IReadOnlyList<TimeSpan> LostStartPauses { get; init; } = LostStart.Pauses;

    /// <summary>Starts the commands that a manifest names.</summary>
    internal ICommandStarter Commands { get; init; } = new SystemCommandStarter();

    /// <summary>Makes the connection to agents that answer an API chat over HTTP.</summary>
    internal Func<AgentEndpoint> ConnectAgent { get; init; } = () => new AgentEndpoint();

    /// <summary>Makes result labels unique.</summary>
    public Random Random { get; init; } = Random.Shared;
}
