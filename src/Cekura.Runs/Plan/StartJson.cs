using System.Text.Json.Serialization;
using Cekura.Client;

namespace Cekura.Runs.Plan;

/// <summary>Reads the fields of a start request into the client's typed one. A field that the request does not have would be lost, so it is an error.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RunTextRequest))]
[JsonSerializable(typeof(RunVoiceRequest))]
[JsonSerializable(typeof(RunChirpRequest))]
[JsonSerializable(typeof(RunSipRequest))]
[JsonSerializable(typeof(RunElevenLabsRequest))]
[JsonSerializable(typeof(RunLiveKitRequest))]
[JsonSerializable(typeof(RunPipecatRequest))]
[JsonSerializable(typeof(RunWebSocketRequest))]
[JsonSerializable(typeof(RunVapiWebRtcRequest))]
[JsonSerializable(typeof(RunRetellWebRtcRequest))]
[JsonSerializable(typeof(RunApiChatRequest))]
[JsonSerializable(typeof(RunEmailRequest))]
[JsonSerializable(typeof(RunAgoraRequest))]
internal sealed partial class StartJson : JsonSerializerContext;
