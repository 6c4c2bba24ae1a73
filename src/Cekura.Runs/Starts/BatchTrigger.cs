using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Cekura.Client;
using Cekura.Runs.Plan;

namespace Cekura.Runs.Starts;

/// <summary>Sends the one request that starts a batch.</summary>
internal static class BatchTrigger
{
    /// <exception cref="CekuraException">The start was refused, or nobody knows whether it happened. It is never sent a second time.</exception>
    public static Task<StartedResult> StartAsync(CekuraClient client, StartBatch batch, string name, int? concurrencyLimit)
    {
        var scenarios = client.Scenarios;
        var json = StartJson.Default;
        return batch.Mode switch
        {
            _ when batch.IsSuite => scenarios.RunSuiteAsync(SuiteStart.Request(batch, name, concurrencyLimit), CancellationToken.None),
            "text" => scenarios.RunTextAsync(Request(json.RunTextRequest), CancellationToken.None),
            "voice" => scenarios.RunVoiceAsync(Request(json.RunVoiceRequest), CancellationToken.None),
            "chirp" => scenarios.RunChirpAsync(Request(json.RunChirpRequest), CancellationToken.None),
            "sip" => scenarios.RunSipAsync(Request(json.RunSipRequest), CancellationToken.None),
            "elevenlabs" => scenarios.RunElevenLabsAsync(Request(json.RunElevenLabsRequest), CancellationToken.None),
            "livekit_v2" => scenarios.RunLiveKitAsync(Request(json.RunLiveKitRequest), CancellationToken.None),
            "pipecat_v2" => scenarios.RunPipecatAsync(Request(json.RunPipecatRequest), CancellationToken.None),
            "websocket" => scenarios.RunWebSocketAsync(Request(json.RunWebSocketRequest), CancellationToken.None),
            "vapi_webrtc" => scenarios.RunVapiWebRtcAsync(Request(json.RunVapiWebRtcRequest), CancellationToken.None),
            "retell_webrtc" => scenarios.RunRetellWebRtcAsync(Request(json.RunRetellWebRtcRequest), CancellationToken.None),
            "api_chat" => scenarios.RunApiChatAsync(Request(json.RunApiChatRequest), CancellationToken.None),
            "email" => scenarios.RunEmailAsync(Request(json.RunEmailRequest), CancellationToken.None),
            "agora" => scenarios.RunAgoraAsync(Request(json.RunAgoraRequest), CancellationToken.None),
            _ => throw new CekuraConfigurationException($"There is no mode '{batch.Mode}'."),
        };

        T Request<T>(JsonTypeInfo<T> type)
        {
            try
            {
                return StartBody.Of(batch, name, concurrencyLimit).Deserialize(type)!;
            }
            catch (JsonException e)
            {
                // Options of a manifest or of settings were held against the mode table; only options that a program made up come here.
                throw new CekuraConfigurationException($"The options of mode {batch.Mode} cannot be sent: {e.Message}");
            }
        }
    }
}
