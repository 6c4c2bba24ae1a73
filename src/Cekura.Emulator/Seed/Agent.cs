using System.Text.Json;

namespace Cekura.Emulator.Seed;

/// <summary>An agent under test.</summary>
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

    public bool Inbound { get; init; } = true;

    /// <summary>Ids usable as overrides; null: all.</summary>
    public IReadOnlyList<long>? EnabledPersonalities { get; init; }

    public Launch? Launch { get; init; }

    public required JsonElement Source { get; init; }
}
