using System.Text.Json.Nodes;

namespace Cekura.Agents.Traces;

/// <summary>A moment in a span, such as an exception.</summary>
/// <param name="At">When.</param>
/// <param name="Name">Its name.</param>
/// <param name="Attributes">What is known of it.</param>
internal sealed record SpanEvent(DateTimeOffset At, string Name, IReadOnlyDictionary<string, JsonNode?> Attributes);
