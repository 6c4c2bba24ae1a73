using System.Text.Json;
using Cekura.Agents.Lines;

namespace Cekura.Emulator.Seed;

/// <summary>
/// An agent under test. The emulator plays every mode over its text connection (<c>protocol</c> or <c>websocket_url</c>), because a laptop
/// has no phone; what a mode demands of an agent in the service (<c>contact_number</c>, <c>sip_endpoint</c>, <c>livekit_data</c> …) decides
/// only whether runs may start. Such a field counts as missing when the seed sets it to null, false or an empty text. One that the seed
/// leaves out counts as given, as long as the emulator can play the runs: over the text connection or from a <c>replay</c>.
/// </summary>
internal sealed record Agent
{
    /// <summary>Stands for the free port that is chosen for an agent that the seed launches.</summary>
    public const string PortPlaceholder = "{port}";

    public required long Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Where it listens; may hold <see cref="PortPlaceholder"/>. Null when only requests say so.</summary>
    public string? WebSocketUrl { get; init; }

    public required IReadOnlyDictionary<string, string> WebSocketHeaders { get; init; }

    /// <summary>The secret that goes into <c>X-VOCERA-SECRET</c>, as set for the agent; null when there is none.</summary>
    public string? Secret { get; init; }

    public bool? GivesFirstMessage { get; init; }

    /// <summary>True: the caller calls. False: in modes with phone numbers the agent has to dial.</summary>
    public bool Inbound { get; init; } = true;

    /// <summary>Outbound agents: whether it dials at once when its run begins. False: never, and the run times out.</summary>
    public bool Dials { get; init; } = true;

    /// <summary>Outbound agents: how long it may take to dial, at most 5 minutes.</summary>
    public TimeSpan DialWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The provider's id of it; null when there is none.</summary>
    public string? AssistantId { get; init; }

    /// <summary>The number on which it is reached; null when there is none.</summary>
    public string? ContactNumber { get; init; }

    /// <summary>How it is spoken to (<c>protocol</c>); null: over a WebSocket, as only its address says.</summary>
    public AgentSettings? Settings { get; init; }

    /// <summary>The pause that ends a turn of it where its protocol does not say so; null: the usual one.</summary>
    public TimeSpan? TurnPause { get; init; }

    /// <summary>Whether it answers in this process, whatever address a request names.</summary>
    public bool IsInProcess => Settings?.InProcess is not null;

    /// <summary>Where it listens, whatever it speaks; null: nowhere, or only requests say so.</summary>
    public string? Address => Settings?.Url ?? WebSocketUrl;

    /// <summary>Whether the emulator can talk to it.</summary>
    public bool HasConnection => Settings is not null || WebSocketUrl is not null || Launch is not null;

    /// <summary>Ids usable as overrides; null: all.</summary>
    public IReadOnlyList<long>? EnabledPersonalities { get; init; }

    public Launch? Launch { get; init; }

    /// <summary>Where its trace is taken; null: nowhere.</summary>
    public TraceSource? Traces { get; init; }

    public required JsonElement Source { get; init; }

    /// <summary>
    /// The same agent, as one that answers in this process: nothing is launched, and no one tells a free port to what would send a trace.
    /// </summary>
    public Agent Answering(AgentSettings inProcess) =>
        this with
        {
            Settings = inProcess,
            WebSocketUrl = null,
            Launch = null,
            Traces = Traces is { Port: not null } ? Traces : null,
        };
}
