using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>Bodies of requests: snake_case, fields that are not set are not sent.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(RunTextRequest))]
[JsonSerializable(typeof(RunVoiceRequest))]
[JsonSerializable(typeof(RunChirpRequest))]
[JsonSerializable(typeof(RunSipRequest))]
[JsonSerializable(typeof(RunElevenLabsRequest))]
[JsonSerializable(typeof(RunAgoraRequest))]
[JsonSerializable(typeof(RunLiveKitRequest))]
[JsonSerializable(typeof(RunPipecatRequest))]
[JsonSerializable(typeof(RunWebSocketRequest))]
[JsonSerializable(typeof(RunVapiWebRtcRequest))]
[JsonSerializable(typeof(RunRetellWebRtcRequest))]
[JsonSerializable(typeof(RunApiChatRequest))]
[JsonSerializable(typeof(RunEmailRequest))]
[JsonSerializable(typeof(RunSuiteRequest))]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(ChatEnd))]
[JsonSerializable(typeof(ShareLinkRequest))]
[JsonSerializable(typeof(MetricVote))]
[JsonSerializable(typeof(ExpectedOutcomeVote))]
[JsonSerializable(typeof(CriticalScenarioMark))]
[JsonSerializable(typeof(EvaluateMetricsRequest))]
[JsonSerializable(typeof(ImprovePromptRequest))]
[JsonSerializable(typeof(CreateTestSetRequest))]
[JsonSerializable(typeof(PromoteRunsRequest))]
internal sealed partial class RequestJson : JsonSerializerContext;
