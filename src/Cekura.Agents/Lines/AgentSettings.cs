using System.Text.Json.Nodes;

namespace Cekura.Agents.Lines;

/// <summary>How an agent is reached, as seeds and manifests say it.</summary>
/// <param name="Protocol">One of <see cref="Options.ProtocolNames"/>.</param>
internal sealed record AgentSettings(string Protocol)
{
    /// <summary>Where it listens; may hold placeholders. Null for a program.</summary>
    public string? Url { get; init; }

    /// <summary>Sent with the handshake or with each request.</summary>
    public IReadOnlyDictionary<string, HeaderValue> Headers { get; init; } = new Dictionary<string, HeaderValue>();

    /// <summary>How long the agent may take for one turn.</summary>
    public TimeSpan AnswerLimit { get; init; } = LineLimits.Answer;

    /// <summary>The pause that ends a turn where the protocol does not say when it is over; null: the usual one.</summary>
    public TimeSpan? TurnPause { get; init; }

    /// <summary>The agent itself, where it answers in this process; null: it is reached by its protocol. Never written anywhere.</summary>
    public InProcessAgent? InProcess { get; init; }

    /// <summary>What the protocol itself knows, as it is written.</summary>
    public JsonObject Options { get; init; } = [];

    /// <summary>An option that is a text; null: not given.</summary>
    public string? Text(string name) => Options[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>An option that is true or false; false: not given.</summary>
    public bool Flag(string name) => Options[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;

    /// <summary>Reads what was checked before: a value that does not fit counts as not given.</summary>
    public static AgentSettings Read(JsonObject written)
    {
        var settings = new AgentSettings(Written(written, "protocol") ?? "")
        {
            Url = Written(written, "url"),
            Headers = (written["headers"] as JsonObject ?? []).ToDictionary(
                header => header.Key,
                header => HeaderOf(header.Value),
                StringComparer.OrdinalIgnoreCase
            ),
            Options = (JsonObject)written.DeepClone(),
        };
        return settings with
        {
            AnswerLimit = Number(written, "timeout_seconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : settings.AnswerLimit,
            TurnPause = Number(written, "turn_pause_ms") is { } pause ? TimeSpan.FromMilliseconds(pause) : null,
        };
    }

    private static HeaderValue HeaderOf(JsonNode? value) =>
        value is JsonObject parts ? new(Written(parts, "prefix") ?? "", Written(parts, "env")) : new(value?.ToString() ?? "");

    private static string? Written(JsonObject written, string name) =>
        written[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static double? Number(JsonObject written, string name) =>
        written[name] is JsonValue value && value.TryGetValue(out double number) ? number : null;
}
