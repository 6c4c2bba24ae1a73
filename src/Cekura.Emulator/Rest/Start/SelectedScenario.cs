using System.Text.Json.Nodes;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Start;

/// <summary>A scenario that a request selects, with what the request says about it alone.</summary>
internal sealed record SelectedScenario(Scenario Scenario)
{
    /// <summary>Where to connect instead of the agent's own address; null: there.</summary>
    public string? WebSocketUrl { get; init; }

    /// <summary>Further fields of its entry, such as <c>publish_data_message</c>.</summary>
    public JsonObject About { get; init; } = [];

    /// <summary>Whether it can be played without the agent's own address.</summary>
    public bool NeedsNoConnection => Scenario.Replay is not null || WebSocketUrl is not null;
}
