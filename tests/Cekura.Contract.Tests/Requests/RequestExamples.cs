namespace Cekura.Contract.Tests.Requests;

/// <summary>The published request bodies.</summary>
internal static class RequestExamples
{
    /// <summary>File and method of the client that sends it.</summary>
    public static IReadOnlyDictionary<string, string> Methods { get; } =
        new Dictionary<string, string>
        {
            ["request-create-from-run.json"] = "TestSets.CreateFromRunAsync",
            ["request-create-from-runs.json"] = "TestSets.CreateFromRunsAsync",
            ["request-create-shareable-link.json"] = "Results.CreateShareLinkAsync",
            ["request-evaluate-metrics.json"] = "Results.EvaluateMetricsAsync",
            ["request-improve-prompt.json"] = "Prompts.ImproveAsync",
            ["request-mark-critical-scenario-wrong.json"] = "Runs.MarkCriticalScenarioWrongAsync",
            ["request-mark-expected-outcome-vote.json"] = "Runs.MarkExpectedOutcomeVoteAsync",
            ["request-mark-metric-vote.json"] = "Runs.MarkMetricVoteAsync",
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
    public static IReadOnlyDictionary<string, string> WithoutMethod { get; } =
        new Dictionary<string, string> { ["request-run-pipecat-v1.json"] = "Rooms of one's own are not among the modes of the product." };

    public static TheoryData<string> Files => [.. Methods.Keys];
}
