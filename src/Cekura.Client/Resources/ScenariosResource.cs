using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Cekura.Client;

/// <summary>
/// Scenarios of the service: listing them (<c>GET /test_framework/v1/scenarios/</c>) and starting them
/// (<c>POST /test_framework/v1/scenarios/run_scenarios_text/</c> and others).
/// </summary>
public sealed class ScenariosResource
{
    private const string Path = "/test_framework/v1/scenarios/";

    private static readonly FrozenDictionary<string, string> Operations = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["text"] = "run_scenarios_text",
        ["voice"] = "run_scenarios",
        ["chirp"] = "run_scenarios_chirp",
        ["sip"] = "run_scenarios_sip",
        ["elevenlabs"] = "run_scenarios_elevenlabs",
        ["livekit_v2"] = "run_scenarios_livekit_v2",
        ["pipecat_v2"] = "run_scenarios_pipecat_v2",
        ["websocket"] = "run_scenarios_with_websockets",
        ["vapi_webrtc"] = "run_scenarios_vapi_webrtc",
        ["retell_webrtc"] = "run_scenarios_retell_webrtc",
        ["agora"] = "run_scenarios_agora",
        ["api_chat"] = "run_scenarios_api_chat",
        ["email"] = "run_scenarios_email",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Transport _transport;

    internal ScenariosResource(Transport transport) => _transport = transport;

    /// <summary>Lists scenarios, page by page, each id once.</summary>
    /// <exception cref="CekuraException">A page could not be read; transient failures are retried first.</exception>
    public IAsyncEnumerable<Scenario> ListAsync(ScenarioQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Pages.ListAsync(_transport, Path, query.ToQuery(), Read, scenario => scenario.Id, cancellationToken);
    }

    /// <summary>Reads one scenario.</summary>
    /// <exception cref="CekuraNotFoundException">The scenario does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraException">Another failure; transient ones are retried first.</exception>
    public Task<Scenario> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.GetAsync(_transport.Service.Resolve($"{Path}{id}/"), TimeLimits.Other, Read, cancellationToken);

    /// <summary>Starts text conversations. Sent once; retried only when the service throttled it and so did nothing.</summary>
    /// <exception cref="CekuraUnknownOutcomeException">
    /// The runs may have been created: look for a result with the request's name before starting again.
    /// </exception>
    /// <exception cref="CekuraException">The service refused; nothing was started.</exception>
    public Task<StartedResult> RunTextAsync(RunTextRequest request, CancellationToken cancellationToken = default) =>
        StartAsync(Operations["text"], request, RequestJson.Default.RunTextRequest, cancellationToken);

    /// <summary>Starts phone calls.</summary>
    /// <inheritdoc cref="RunTextAsync" path="/exception"/>
    public Task<StartedResult> RunVoiceAsync(RunVoiceRequest request, CancellationToken cancellationToken = default) =>
        StartAsync(Operations["voice"], request, RequestJson.Default.RunVoiceRequest, cancellationToken);

    /// <summary>Starts conversations over a raw PCM WebSocket.</summary>
    /// <inheritdoc cref="RunTextAsync" path="/exception"/>
    public Task<StartedResult> RunChirpAsync(RunChirpRequest request, CancellationToken cancellationToken = default) =>
        StartAsync(Operations["chirp"], request, RequestJson.Default.RunChirpRequest, cancellationToken);

    /// <summary>Starts SIP calls.</summary>
    /// <inheritdoc cref="RunTextAsync" path="/exception"/>
    public Task<StartedResult> RunSipAsync(RunSipRequest request, CancellationToken cancellationToken = default) =>
        StartAsync(Operations["sip"], request, RequestJson.Default.RunSipRequest, cancellationToken);

    /// <summary>Starts conversations with an ElevenLabs agent.</summary>
    /// <inheritdoc cref="RunTextAsync" path="/exception"/>
    public Task<StartedResult> RunElevenLabsAsync(RunElevenLabsRequest request, CancellationToken cancellationToken = default) =>
        StartAsync(Operations["elevenlabs"], request, RequestJson.Default.RunElevenLabsRequest, cancellationToken);

    /// <summary>Starts conversations in LiveKit rooms.</summary>
    /// <inheritdoc cref="RunTextAsync" path="/exception"/>
    public Task<StartedResult> RunLiveKitAsync(RunLiveKitRequest request, CancellationToken cancellationToken = default) =>
        StartAsync(Operations["livekit_v2"], request, RequestJson.Default.RunLiveKitRequest, cancellationToken);

    /// <summary>Starts conversations in Pipecat Cloud.</summary>
    /// <inheritdoc cref="RunTextAsync" path="/exception"/>
    public Task<StartedResult> RunPipecatAsync(RunPipecatRequest request, CancellationToken cancellationToken = default) =>
        StartAsync(Operations["pipecat_v2"], request, RequestJson.Default.RunPipecatRequest, cancellationToken);

    /// <summary>Starts text conversations over WebSockets that the request names.</summary>
    /// <inheritdoc cref="RunTextAsync" path="/exception"/>
    public Task<StartedResult> RunWebSocketAsync(RunWebSocketRequest request, CancellationToken cancellationToken = default) =>
        StartAsync(Operations["websocket"], request, RequestJson.Default.RunWebSocketRequest, cancellationToken);

    /// <summary>Starts WebRTC conversations with a Vapi assistant.</summary>
    /// <inheritdoc cref="RunTextAsync" path="/exception"/>
    public Task<StartedResult> RunVapiWebRtcAsync(RunVapiWebRtcRequest request, CancellationToken cancellationToken = default) =>
        StartAsync(Operations["vapi_webrtc"], request, RequestJson.Default.RunVapiWebRtcRequest, cancellationToken);

    /// <summary>Starts WebRTC conversations with a Retell agent.</summary>
    /// <inheritdoc cref="RunTextAsync" path="/exception"/>
    public Task<StartedResult> RunRetellWebRtcAsync(RunRetellWebRtcRequest request, CancellationToken cancellationToken = default) =>
        StartAsync(Operations["retell_webrtc"], request, RequestJson.Default.RunRetellWebRtcRequest, cancellationToken);

    /// <summary>Starts conversations over Agora.</summary>
    /// <inheritdoc cref="RunTextAsync" path="/exception"/>
    public Task<StartedResult> RunAgoraAsync(RunAgoraRequest request, CancellationToken cancellationToken = default) =>
        StartAsync(Operations["agora"], request, RequestJson.Default.RunAgoraRequest, cancellationToken);

    /// <summary>Starts conversations whose agent side this client plays through <see cref="RunsResource"/>.</summary>
    /// <inheritdoc cref="RunTextAsync" path="/exception"/>
    public Task<StartedResult> RunApiChatAsync(RunApiChatRequest request, CancellationToken cancellationToken = default) =>
        StartAsync(Operations["api_chat"], request, RequestJson.Default.RunApiChatRequest, cancellationToken);

    /// <summary>Starts conversations by email.</summary>
    /// <inheritdoc cref="RunTextAsync" path="/exception"/>
    public Task<StartedResult> RunEmailAsync(RunEmailRequest request, CancellationToken cancellationToken = default) =>
        StartAsync(Operations["email"], request, RequestJson.Default.RunEmailRequest, cancellationToken);

    /// <summary>
    /// Starts conversations in a mode with a body as it is, for what the typed methods do not know. Nothing in it is renamed or left out.
    /// </summary>
    /// <param name="mode">The service's name of the mode, such as <c>livekit_v2</c>.</param>
    /// <param name="body">The whole request.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="CekuraConfigurationException">There is no such mode.</exception>
    /// <inheritdoc cref="RunTextAsync" path="/exception"/>
    public Task<StartedResult> RunAsync(string mode, JsonObject body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(mode);
        ArgumentNullException.ThrowIfNull(body);
        var operation = Operations.GetValueOrDefault(mode)
            ?? throw new CekuraConfigurationException(
                $"There is no mode '{mode}'. The modes are {string.Join(", ", Operations.Keys.Order(StringComparer.Ordinal))}."
            );
        var json = Encoding.UTF8.GetBytes(body.ToJsonString());
        return _transport.PostAsync($"{Path}{operation}/", json, TimeLimits.Start, StartedResultReader.Read, cancellationToken);
    }

    /// <summary>Starts the scenarios of a test suite (<c>POST /test_framework/v1/scenarios/run_scenarios_json/</c>).</summary>
    /// <inheritdoc cref="RunTextAsync" path="/exception"/>
    public Task<StartedResult> RunSuiteAsync(RunSuiteRequest request, CancellationToken cancellationToken = default) =>
        StartAsync("run_scenarios_json", request, RequestJson.Default.RunSuiteRequest, cancellationToken);

    /// <summary>
    /// Asks what a test suite would start and what that is estimated to cost; starts nothing
    /// (<c>POST /test_framework/v1/scenarios/run_scenarios_json/?dry_run=true</c>).
    /// </summary>
    /// <exception cref="CekuraValidationException">The suite has problems, all of them by location.</exception>
    /// <exception cref="CekuraException">Another failure; transient ones are retried first.</exception>
    public Task<SuitePlan> PlanSuiteAsync(RunSuiteRequest request, CancellationToken cancellationToken = default) =>
        AskAsync(_transport.Service.Resolve($"{Path}run_scenarios_json/", new Query().Add("dry_run", true)), request, cancellationToken);

    /// <summary>
    /// Checks a test suite; starts nothing and needs no credit. Where the service lacks the call, it plans the suite instead.
    /// </summary>
    /// <inheritdoc cref="PlanSuiteAsync" path="/exception"/>
    public async Task<SuitePlan> ValidateSuiteAsync(RunSuiteRequest request, CancellationToken cancellationToken = default)
    {
        try
        {
            return await AskAsync(_transport.Service.Resolve($"{Path}validate_scenarios_json/"), request, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CekuraNotFoundException)
        {
            return await PlanSuiteAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary><see cref="RunSuiteAsync"/> with a body as it is.</summary>
    /// <inheritdoc cref="RunTextAsync" path="/exception"/>
    internal Task<StartedResult> RunSuiteBodyAsync(JsonObject body, CancellationToken cancellationToken) =>
        _transport.PostAsync(
            $"{Path}run_scenarios_json/",
            Encoding.UTF8.GetBytes(body.ToJsonString()),
            TimeLimits.Start,
            StartedResultReader.Read,
            cancellationToken
        );

    /// <summary><see cref="PlanSuiteAsync"/> with a body as it is.</summary>
    /// <inheritdoc cref="PlanSuiteAsync" path="/exception"/>
    internal Task<SuitePlan> PlanSuiteBodyAsync(JsonObject body, CancellationToken cancellationToken) =>
        _transport.AskAsync(
            _transport.Service.Resolve($"{Path}run_scenarios_json/", new Query().Add("dry_run", true)),
            Encoding.UTF8.GetBytes(body.ToJsonString()),
            SuitePlanReader.Read,
            cancellationToken
        );

    private Task<SuitePlan> AskAsync(Uri address, RunSuiteRequest request, CancellationToken cancellationToken) =>
        _transport.AskAsync(address, Body(request, RequestJson.Default.RunSuiteRequest), SuitePlanReader.Read, cancellationToken);

    private Task<StartedResult> StartAsync<T>(string operation, T request, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        _transport.PostAsync($"{Path}{operation}/", Body(request, type), TimeLimits.Start, StartedResultReader.Read, cancellationToken);

    private static byte[] Body<T>(T request, JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(request);
        return JsonSerializer.SerializeToUtf8Bytes(request, type);
    }

    private static Scenario Read(JsonElement json) => ModelReaders.Scenario(json);
}
