using System.Text.Json.Nodes;

namespace AppointmentAgent.Tests;

/// <summary>What the agent sent until it stopped talking.</summary>
internal sealed record Turn(string Text, IReadOnlyList<string> Calls, bool EndsCall, JsonObject? Metadata);
