using System.Text.Json.Nodes;

namespace Cekura.Emulator.State;

/// <summary>What a request to start runs asks for, checked and complete.</summary>
internal sealed record StartOrder
{
    public required string Name { get; init; }

    public required Channel Channel { get; init; }

    /// <summary>In the order of the answer: by scenario, personality, profile, repetition.</summary>
    public required IReadOnlyList<RunCase> Cases { get; init; }

    /// <summary>Headers of the handshake that win over the agent's.</summary>
    public IReadOnlyDictionary<string, string> WebSocketHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>How many runs of this request may be held at once; null: as many as the emulator holds.</summary>
    public int? ConcurrencyLimit { get; init; }

    /// <summary>How long a conversation may take, above what the scenario says; null: only that.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Echo for <c>run_settings</c>.</summary>
    public required JsonObject Settings { get; init; }
}
