using System.Text.Json.Nodes;
using Cekura.Agents.Lines;
using Cekura.Agents.Options;
using Cekura.Cli.Output;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Checking;

/// <summary>The protocols that may be spoken at an address.</summary>
/// <param name="url">Where the agent listens.</param>
/// <param name="headers">Sent with each request.</param>
/// <param name="model">The model to ask for; null: none.</param>
/// <param name="timeout">Seconds for each turn; null: the usual ones.</param>
internal sealed class AgentCandidates(string url, IReadOnlyList<NamedHeader> headers, string? model, double? timeout)
{
    // The one that takes nearly every answer for its own comes last.
    private static readonly string[] OverHttp =
    [
        ProtocolNames.OpenAiChat,
        ProtocolNames.OpenAiResponses,
        ProtocolNames.AgUi,
        ProtocolNames.A2A,
        ProtocolNames.Activity,
        ProtocolNames.Http,
    ];

    // Paths that the protocols themselves prescribe.
    private static readonly (string End, string Protocol)[] Paths =
    [
        ("/chat/completions", ProtocolNames.OpenAiChat),
        ("/responses", ProtocolNames.OpenAiResponses),
        ("/api/messages", ProtocolNames.Activity),
    ];

    // Names that people give their paths: a reason to try a protocol first.
    private static readonly (string Part, string Protocol)[] Hints =
    [
        ("ag-ui", ProtocolNames.AgUi),
        ("agui", ProtocolNames.AgUi),
        ("a2a", ProtocolNames.A2A),
    ];

    /// <summary>What a seed would say of the agent, for each protocol that may be it, the likeliest first.</summary>
    /// <param name="protocol">The only one to try; null: those that fit.</param>
    /// <exception cref="CommandException">The address is none, or the protocol does not go with it.</exception>
    public IReadOnlyList<JsonObject> Of(string? protocol)
    {
        if (protocol == ProtocolNames.Command)
        {
            throw CommandException.Usage(
                "An agent of the protocol command has no address. Write it into a seed, and give --agent with its id."
            );
        }

        return [.. (protocol is null ? Fitting() : [protocol]).Select(name => Checked(Written(name, isOnly: protocol is not null)))];
    }

    /// <summary>What to do next when none of them answered; null: the error says it.</summary>
    public string? Advice(IReadOnlyList<ProbeResult> tried, string? protocol) =>
        tried[^1] is { Kind: FaultKind.Unauthorized }
            ? $"{(headers.Count > 0 ? "It wants another key or another header. " : "")}A key that stands in a variable of the environment is sent with --header \"Authorization=Bearer VARIABLE\"."
        : tried[^1].IsSameForAll || protocol is not null || IsWebSocket ? null
        : tried.Count > 1
            ? "An interface of your own is the protocol http: write where its words stand into a seed, and give --agent with its id."
        : "No other protocol was tried, as the path is that of this one; --protocol tries another.";

    private bool IsWebSocket =>
        url.StartsWith("ws://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("wss://", StringComparison.OrdinalIgnoreCase);

    private IEnumerable<string> Fitting()
    {
        if (IsWebSocket)
        {
            return [ProtocolNames.WebSocket];
        }

        if (
            !Uri.TryCreate(url, UriKind.Absolute, out var address)
            || (address.Scheme is not ("http" or "https"))
            || address.Host.Length == 0
        )
        {
            throw CommandException.Usage(
                "That is no address of an agent. Write one that starts with http://, https://, ws:// or wss://, such as http://localhost:5000/v1/chat/completions."
            );
        }

        var path = address.AbsolutePath.TrimEnd('/');
        return Paths.FirstOrDefault(known => path.EndsWith(known.End, StringComparison.OrdinalIgnoreCase)) is { Protocol: { } only }
            ? [only]
            : OverHttp.OrderByDescending(name =>
                Hints.Any(hint => hint.Protocol == name && path.Contains(hint.Part, StringComparison.OrdinalIgnoreCase))
            );
    }

    private JsonObject Written(string name, bool isOnly)
    {
        var written = new JsonObject { ["protocol"] = name, ["url"] = url };
        if (headers.Count > 0)
        {
            // The one that is named last wins, as in a request.
            written["headers"] = new JsonObject(
                headers
                    .GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase)
                    .Select(same => KeyValuePair.Create(same.Key, (JsonNode?)same.Last().ToJson()))
            );
        }

        if (model is not null && (isOnly || ProtocolList.Find(name)?.Find("model") is not null))
        {
            written["model"] = model;
        }

        // What is shorter than usual was said for this command alone.
        if (timeout > LineLimits.Answer.TotalSeconds && ProtocolList.Find(name)?.Find("timeout_seconds") is not null)
        {
            written["timeout_seconds"] = timeout;
        }

        return written;
    }

    private static JsonObject Checked(JsonObject written) =>
        new SettingsCheck("", NearestName.Advice).Check(written, []) is [var problem, ..]
            ? throw CommandException.Usage(UntrustedText.Line(problem.Message))
            : written;
}
