using System.Text.Json.Nodes;

namespace Cekura.Emulator.State;

/// <summary>What a request to start runs asks for, checked and complete.</summary>
internal sealed record StartOrder
{
    public required string Name { get; init; }

    /// <summary>In the order of the answer: by scenario, personality, profile, repetition (protocols, section 10).</summary>
    public required IReadOnlyList<RunCase> Cases { get; init; }

    /// <summary>Where to connect instead of the agent's own address; null: there.</summary>
    public string? WebSocketUrl { get; init; }

    /// <summary>Headers of the handshake that win over the agent's.</summary>
    public required IReadOnlyDictionary<string, string> WebSocketHeaders { get; init; }

    /// <summary>Most runs of this request at once; null: as many as there may be.</summary>
    public int? ConcurrencyLimit { get; init; }

    /// <summary>Echo for <c>run_settings</c>.</summary>
    public required JsonObject Settings { get; init; }
}
