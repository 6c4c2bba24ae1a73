using System.Text.Json;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Start;

/// <summary>
/// Something that the service demands of an agent before it starts runs in a mode. Which agents of a seed meet it:
/// see <see cref="Agent"/>.
/// </summary>
/// <param name="Keys">Keys of the agent, of which one must have a value; a dot leads into an object.</param>
/// <param name="Refusal">The service's answer when it is missing.</param>
internal sealed record Prerequisite(IReadOnlyList<string> Keys, Func<RefusedException> Refusal)
{
    /// <summary>The field of a request that stands in for the agent's, with a dot as in <see cref="Keys"/>.</summary>
    public string? Override { get; init; }

    public static IReadOnlyList<Prerequisite> TextConnection { get; } =
    [new(["websocket_url"], () => RefusedException.Rule("Agent does not have a websocket URL")) { Override = "websocket_url" }];

    public static IReadOnlyList<Prerequisite> Telephone { get; } =
    [Field("contact_number", "Agent does not have a contact number configured.", "contact_number") with { Override = "agent_number" }];

    public static IReadOnlyList<Prerequisite> Chirp { get; } =
    [
        Detail(
            "Agent must have CHIRP credentials configured (chirp_data with chirp_websocket_url).",
            "websocket_voice_url",
            "chirp_data"
        ) with
        {
            Override = "websocket_url",
        },
        Field("chirp_data", "chirp_websocket_url is required", "websocket_voice_url", "chirp_data.chirp_websocket_url") with
        {
            Override = "websocket_url",
        },
    ];

    public static IReadOnlyList<Prerequisite> Sip { get; } =
    [Field("sip_endpoint", "Agent does not have a SIP endpoint configured.", "sip_endpoint") with { Override = "sip_endpoint" }];

    public static IReadOnlyList<Prerequisite> ElevenLabs { get; } =
    [
        Field(
            "elevenlabs_creds",
            "Agent does not have ElevenLabs credentials configured.",
            "elevenlabs_api_key",
            "elevenlabs_api_key_configured"
        ),
        Field("assistant_id", "Agent does not have an ElevenLabs agent ID.", "assistant_id") with
        {
            Override = "elevenlabs_agent_id",
        },
    ];

    public static IReadOnlyList<Prerequisite> LiveKit { get; } =
    [
        Detail("Agent must have LiveKit credentials configured (livekit_api_key).", "livekit_api_key", "livekit_api_key_configured"),
        Detail(
            "Agent must have LiveKit credentials configured (livekit_data with api_secret).",
            "livekit_data.api_secret",
            "livekit_data.api_secret_configured"
        ),
        Detail("Agent must have LiveKit credentials configured (livekit_data with url).", "livekit_data.url") with
        {
            Override = "livekit_data.url",
        },
    ];

    public static IReadOnlyList<Prerequisite> Pipecat { get; } =
    [
        Detail("Agent must have Pipecat Cloud credentials configured (pipecat_api_key).", "pipecat_api_key", "pipecat_api_key_configured"),
        Detail("Agent must have a pipecat_agent_name.", "pipecat_agent_name", "pipecat_data.pipecat_agent_name") with
        {
            Override = "pipecat_data.pipecat_agent_name",
        },
    ];

    public static IReadOnlyList<Prerequisite> Vapi { get; } =
    [Detail("Agent must have VAPI credentials configured.", "vapi_api_key", "vapi_api_key_configured")];

    public static IReadOnlyList<Prerequisite> Retell { get; } =
    [Detail("Agent must have Retell credentials configured.", "retell_api_key", "retell_api_key_configured")];

    public static IReadOnlyList<Prerequisite> Email { get; } =
    [Field("agent_email", "Agent does not have an email address configured.", "email_id") with { Override = "agent_email" }];

    public static IReadOnlyList<Prerequisite> Agora { get; } =
    [
        Field(
            "agent",
            "Agent does not have Agora credentials configured (agora_data with session_endpoint_url).",
            "agora_data.session_endpoint_url"
        ),
        Field("agent", "Agent does not have Agora credentials configured (agora_data with client_id).", "agora_data.client_id"),
    ];

    /// <param name="agent">The agent under test.</param>
    /// <param name="fields">The request.</param>
    /// <param name="playable">Whether the emulator can hold the conversations anyway.</param>
    /// <exception cref="RefusedException">The agent does not meet it.</exception>
    public void Demand(Agent agent, Fields fields, bool playable)
    {
        var stated = Keys.Select(key => Find(agent.Source, key)).ToList();
        var met =
            (Override is { } field && HasValue(Given(fields, field)))
            || stated.Any(HasValue)
            || (playable && stated.TrueForAll(value => value is null));
        if (!met)
        {
            throw Refusal();
        }
    }

    private static Prerequisite Field(string field, string message, params string[] keys) =>
        new(keys, () => RefusedException.Field(field, message));

    private static Prerequisite Detail(string detail, params string[] keys) => new(keys, () => RefusedException.WithDetail(400, detail));

    private static JsonElement? Given(Fields fields, string path)
    {
        var steps = path.Split('.', 2);
        return fields.Has(steps[0])
            ? steps is [var field, var below]
                ? Find(fields[field], below)
                : fields[path]
            : null;
    }

    // Null: not mentioned. What stands below something that is null is null itself.
    private static JsonElement? Find(JsonElement element, string path)
    {
        foreach (var key in path.Split('.'))
        {
            if (element.ValueKind == JsonValueKind.Null)
            {
                return element;
            }

            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(key, out element))
            {
                return null;
            }
        }

        return element;
    }

    private static bool HasValue(JsonElement? stated) =>
        stated is { ValueKind: not (JsonValueKind.Null or JsonValueKind.False) } value
        && !(value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0);
}
