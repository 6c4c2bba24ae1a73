using System.Text.Json.Nodes;

namespace Cekura.Agents.Traces;

/// <summary>One span of an agent's trace (https://opentelemetry.io/docs/specs/otel/trace/api/#span). All texts are untrusted.</summary>
internal sealed record AgentSpan
{
    /// <summary>32 hex digits in lower case.</summary>
    public required string TraceId { get; init; }

    /// <summary>16 hex digits in lower case.</summary>
    public required string SpanId { get; init; }

    /// <summary>The span that this one is a part of; empty: none.</summary>
    public string ParentId { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Who made it: the name of the instrumentation scope.</summary>
    public string Scope { get; init; } = "";

    /// <summary>The name of the service, from the resource.</summary>
    public string Service { get; init; } = "";

    /// <summary>A number of the enumeration <c>SpanKind</c>: 2 is a server, 3 a client; 0: not said.</summary>
    public int Kind { get; init; }

    public DateTimeOffset Start { get; init; }

    public DateTimeOffset End { get; init; }

    public bool IsError { get; init; }

    /// <summary>What the span says of its error; empty: nothing.</summary>
    public string Error { get; init; } = "";

    /// <summary>Later values of a key win.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Attributes { get; init; } = new Dictionary<string, JsonNode?>();

    public IReadOnlyList<SpanEvent> Events { get; init; } = [];

    /// <summary>How long it took; never less than zero, whatever the agent's clock did.</summary>
    public TimeSpan Duration => End > Start ? End - Start : TimeSpan.Zero;

    /// <summary>The text of an attribute; null when it has none of this key or it is no text.</summary>
    public string? Text(string key) =>
        Attributes.TryGetValue(key, out var node) && node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The whole number of an attribute; null when it has none of this key or it is no number.</summary>
    public long? Number(string key) =>
        Attributes.TryGetValue(key, out var node) && node is JsonValue value
            ? value.TryGetValue<long>(out var number)
                ? number
                : value.TryGetValue<double>(out var real) && Math.Abs(real) < long.MaxValue
                    ? (long)real
                    : null
            : null;
}
