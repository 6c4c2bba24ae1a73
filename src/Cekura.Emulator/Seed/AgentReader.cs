using Cekura.Agents.Options;

namespace Cekura.Emulator.Seed;

/// <summary>Reads an entry of <c>agents</c>.</summary>
internal static class AgentReader
{
    private const double MaxDialWindow = 300;
    private const double MaxTurnPause = 60_000;

    // Those of a protocol are looked for only beside one: "state" is nearly "status", which the service may put there.
    private static readonly string[] OfEveryAgent =
    [
        "launch",
        "traces",
        "websocket_secret",
        "dials",
        "dial_window_seconds",
        "protocol",
        "turn_pause_ms",
    ];

    /// <summary>Keys of the service's own shape.</summary>
    internal static IReadOnlyList<string> ServiceKeys { get; } =
    [
        "id",
        "agent_name",
        "project",
        "organization",
        "contact_number",
        "inbound",
        "language",
        "created_at",
        "updated_at",
        "agent_gives_first_message",
        "description",
        "assistant_provider",
        "assistant_id",
        "websocket_url",
        "websocket_headers",
        "websocket_voice_url",
        "sip_endpoint",
        "enabled_personalities",
        "tools",
        "dropoff_nodes",
        "topic_nodes",
    ];

    /// <summary>Keys that are not the service's and are not sent.</summary>
    public static IReadOnlyList<string> OurKeys { get; } = [.. OfEveryAgent.Union(ProtocolList.Keys)];

    public static Agent Read(SeedElement element, Section<Personality> personalities)
    {
        element.KnowOursAmongService([.. OfEveryAgent, "websocket_url", "enabled_personalities"], ServiceKeys);
        var launch = element.Get("launch");
        var url = element.Get("websocket_url");
        var address = url is { Value.ValueKind: System.Text.Json.JsonValueKind.String } && url.Text().Length == 0 ? null : url?.Text();
        if (address is not null)
        {
            CheckAddress(url!, address, launched: launch is not null);
        }

        var settings = SettingsReader.Read(element, launched: launch is not null);
        // Its program is started here, for each conversation, and is told where to send them.
        var isStarted = launch is not null || settings?.Protocol == ProtocolNames.Command;
        return new()
        {
            Id = element.Require("id").Integer(min: 1),
            Name = element.Get("agent_name")?.Text() ?? $"Agent {element.Require("id").Integer()}",
            WebSocketUrl = address,
            Settings = settings,
            TurnPause = element.Get("turn_pause_ms")?.Number(min: 0, max: MaxTurnPause) is { } pause
                ? TimeSpan.FromMilliseconds(pause)
                : null,
            WebSocketHeaders = element.Get("websocket_headers")?.Texts() ?? new Dictionary<string, string>(),
            Secret = element.Get("websocket_secret")?.Text(),
            GivesFirstMessage = element.Get("agent_gives_first_message")?.Boolean(),
            Dials = element.Get("dials")?.Boolean() ?? true,
            DialWindow = TimeSpan.FromSeconds(element.Get("dial_window_seconds")?.Number(min: 0, max: MaxDialWindow) ?? MaxDialWindow),
            AssistantId = element.Get("assistant_id")?.Text(),
            ContactNumber = element.Get("contact_number")?.Text() is { Length: > 0 } number ? number : null,
            Inbound = element.Get("inbound")?.Boolean() ?? true,
            EnabledPersonalities = element.Get("enabled_personalities") is { } enabled
                ? [.. enabled.Items().Select(id => personalities.Resolve(id).Id)]
                : null,
            Launch = launch is null ? null : LaunchReader.Read(launch),
            Traces = element.Get("traces") is { } traces ? TraceSource.Read(traces, launched: isStarted) : null,
            Source = element.Value,
        };
    }

    private static void CheckAddress(SeedElement element, string url, bool launched)
    {
        if (url.Contains(Agent.PortPlaceholder, StringComparison.Ordinal) && !launched)
        {
            throw element.Error(
                $"{element.Path} holds {Agent.PortPlaceholder}, which stands for the free port of an agent that \"launch\" starts. Add \"launch\", or write the port.",
                SeedCode.Address
            );
        }

        if (!WebSocketAddress.IsValid(url.Replace(Agent.PortPlaceholder, "1", StringComparison.Ordinal)))
        {
            throw element.Error($"{element.Path} must be an address that starts with ws:// or wss://.", SeedCode.Address);
        }
    }
}
