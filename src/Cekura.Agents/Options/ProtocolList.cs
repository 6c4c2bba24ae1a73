namespace Cekura.Agents.Options;

/// <summary>The protocols, a row each with every option. This is the only list of them.</summary>
internal static class ProtocolList
{
    private static readonly ProtocolOption Url = new("url", OptionKind.HttpUrl) { IsRequired = true };
    private static readonly ProtocolOption Headers = new("headers", OptionKind.Headers);
    private static readonly ProtocolOption Timeout = new("timeout_seconds", OptionKind.Number) { Min = 1, Max = 3600 };
    private static readonly ProtocolOption Model = new("model", OptionKind.Text);
    private static readonly ProtocolOption Instructions = new("instructions", OptionKind.Text);
    private static readonly ProtocolOption Stream = new("stream", OptionKind.Flag);
    private static readonly ProtocolOption MoreFields = new("body", OptionKind.Object);

    public static IReadOnlyList<Protocol> All { get; } =
    [
        new(
            ProtocolNames.WebSocket,
            new("url", OptionKind.WebSocketUrl) { IsRequired = true },
            Headers,
            new("turn_pause_ms", OptionKind.Number) { Max = 60_000 }
        ),
        new(ProtocolNames.OpenAiChat, Url, Headers, Timeout, Model, Instructions, Stream, MoreFields),
        new(
            ProtocolNames.OpenAiResponses,
            Url,
            Headers,
            Timeout,
            Model,
            Instructions,
            Stream,
            MoreFields,
            new("state", OptionKind.Word) { Words = ["previous_response_id", "conversation", "history"] }
        ),
        new(ProtocolNames.AgUi, Url, Headers, Timeout, MoreFields),
        new(
            ProtocolNames.A2A,
            Url,
            Headers,
            Timeout,
            new("version", OptionKind.Word) { Words = ["0.3", "1.0"] },
            new("ends_when_completed", OptionKind.Flag)
        ),
        new(ProtocolNames.Activity, Url, Headers, Timeout, new("channel", OptionKind.Text), new("locale", OptionKind.Text)),
        new(
            ProtocolNames.Http,
            Url,
            Headers,
            Timeout,
            new("method", OptionKind.Word) { Words = ["POST", "PUT", "GET"] },
            new("body", OptionKind.Json),
            new("reply", OptionKind.Path),
            new("end", OptionKind.Path),
            new("tool_calls", OptionKind.Path),
            new("tool_name", OptionKind.Path),
            new("tool_arguments", OptionKind.Path),
            new("tool_result", OptionKind.Path)
        ),
        new(
            ProtocolNames.Command,
            new("command", OptionKind.Texts) { IsRequired = true },
            new("working_directory", OptionKind.Text),
            new("environment", OptionKind.TextMap),
            new("pass_variables", OptionKind.Texts),
            Timeout
        ),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(protocol => protocol.Name)];

    /// <summary>Every key that one of them knows.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [.. All.SelectMany(protocol => protocol.Options).Select(option => option.Name).Distinct()];

    /// <summary>The protocol of that name; null: there is none.</summary>
    public static Protocol? Find(string name) => All.FirstOrDefault(protocol => protocol.Name == name);
}
