namespace Cekura.Contract.Tests.Requests;

/// <summary>The published request bodies.</summary>
internal static class RequestExamples
{
    private const string Later = "The client has no votes, test sets, share links, re-scoring or prompt improvement.";

    /// <summary>File and method of the client that sends it.</summary>
    public static IReadOnlyDictionary<string, string> Methods { get; } = new Dictionary<string, string>
    {
        ["request-run-agora.json"] = "Scenarios.RunAgoraAsync",
        ["request-run-api-chat.json"] = "Scenarios.RunApiChatAsync",
        ["request-run-chirp.json"] = "Scenarios.RunChirpAsync",
        ["request-run-elevenlabs.json"] = "Scenarios.RunElevenLabsAsync",
        ["request-run-email.json"] = "Scenarios.RunEmailAsync",
        ["request-run-json.json"] = "Scenarios.RunSuiteAsync",
        ["request-run-livekit-v2-overrides.json"] = "Scenarios.RunLiveKitAsync",
        ["request-run-livekit-v2.json"] = "Scenarios.RunLiveKitAsync",
        ["request-run-pipecat-v2-with-agent.json"] = "Scenarios.RunPipecatAsync",
        ["request-run-pipecat-v2.json"] = "Scenarios.RunPipecatAsync",
        ["request-run-retell-webrtc.json"] = "Scenarios.RunRetellWebRtcAsync",
        ["request-run-sip.json"] = "Scenarios.RunSipAsync",
        ["request-run-text-folder.json"] = "Scenarios.RunTextAsync",
        ["request-run-text-websocket-override.json"] = "Scenarios.RunTextAsync",
        ["request-run-text.json"] = "Scenarios.RunTextAsync",
        ["request-run-vapi-webrtc.json"] = "Scenarios.RunVapiWebRtcAsync",
        ["request-run-voice.json"] = "Scenarios.RunVoiceAsync",
        ["request-run-websocket.json"] = "Scenarios.RunWebSocketAsync",
    };

    /// <summary>File and why the client does not send it.</summary>
    public static IReadOnlyDictionary<string, string> WithoutMethod { get; } = new Dictionary<string, string>
    {
        ["request-create-from-run.json"] = Later,
        ["request-create-from-runs.json"] = Later,
        ["request-create-shareable-link.json"] = Later,
        ["request-evaluate-metrics.json"] = Later,
        ["request-improve-prompt.json"] = Later,
        ["request-mark-critical-scenario-wrong.json"] = Later,
        ["request-mark-expected-outcome-vote.json"] = Later,
        ["request-mark-metric-vote.json"] = Later,
        ["request-run-pipecat-v1.json"] = "Rooms of one's own are not among the modes of the product.",
    };

    public static TheoryData<string> Files => [.. Methods.Keys];
}
