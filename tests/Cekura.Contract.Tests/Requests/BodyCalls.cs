using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Cekura.Client;

namespace Cekura.Contract.Tests.Requests;

/// <summary>Every call that sends a body: those of <c>bodies.json</c>.</summary>
internal static class BodyCalls
{
    private static readonly JsonSerializerOptions Wire = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly JsonObject Bodies = ReadBodies();

    private static readonly Dictionary<string, Func<CekuraClient, RunInHand, JsonNode, Task>> Methods = new()
    {
        ["Scenarios.RunAsync"] = (client, _, body) => client.Scenarios.RunAsync("text", body.DeepClone().AsObject()),
        ["Scenarios.RunTextAsync"] = (client, _, body) => client.Scenarios.RunTextAsync(Request<RunTextRequest>(body)),
        ["Scenarios.RunVoiceAsync"] = (client, _, body) => client.Scenarios.RunVoiceAsync(Request<RunVoiceRequest>(body)),
        ["Scenarios.RunChirpAsync"] = (client, _, body) => client.Scenarios.RunChirpAsync(Request<RunChirpRequest>(body)),
        ["Scenarios.RunSipAsync"] = (client, _, body) => client.Scenarios.RunSipAsync(Request<RunSipRequest>(body)),
        ["Scenarios.RunElevenLabsAsync"] = (client, _, body) => client.Scenarios.RunElevenLabsAsync(Request<RunElevenLabsRequest>(body)),
        ["Scenarios.RunAgoraAsync"] = (client, _, body) => client.Scenarios.RunAgoraAsync(Request<RunAgoraRequest>(body)),
        ["Scenarios.RunLiveKitAsync"] = (client, _, body) => client.Scenarios.RunLiveKitAsync(Request<RunLiveKitRequest>(body)),
        ["Scenarios.RunPipecatAsync"] = (client, _, body) => client.Scenarios.RunPipecatAsync(Request<RunPipecatRequest>(body)),
        ["Scenarios.RunWebSocketAsync"] = (client, _, body) => client.Scenarios.RunWebSocketAsync(Request<RunWebSocketRequest>(body)),
        ["Scenarios.RunVapiWebRtcAsync"] = (client, _, body) => client.Scenarios.RunVapiWebRtcAsync(Request<RunVapiWebRtcRequest>(body)),
        ["Scenarios.RunRetellWebRtcAsync"] = (client, _, body) =>
            client.Scenarios.RunRetellWebRtcAsync(Request<RunRetellWebRtcRequest>(body)),
        ["Scenarios.RunApiChatAsync"] = (client, _, body) => client.Scenarios.RunApiChatAsync(Request<RunApiChatRequest>(body)),
        ["Scenarios.RunEmailAsync"] = (client, _, body) => client.Scenarios.RunEmailAsync(Request<RunEmailRequest>(body)),
        ["Scenarios.RunSuiteAsync"] = (client, _, body) => client.Scenarios.RunSuiteAsync(Request<RunSuiteRequest>(body)),
        ["Scenarios.PlanSuiteAsync"] = (client, _, body) => client.Scenarios.PlanSuiteAsync(Request<RunSuiteRequest>(body)),
        ["Scenarios.ValidateSuiteAsync"] = (client, _, body) => client.Scenarios.ValidateSuiteAsync(Request<RunSuiteRequest>(body)),
        ["Runs.SendChatAsync"] = (client, ids, body) => client.Runs.SendChatAsync(ids.Run, Request<ChatMessage>(body)),
        ["Runs.MarkMetricVoteAsync"] = (client, ids, body) => client.Runs.MarkMetricVoteAsync(ids.Run, Request<MetricVote>(body)),
        ["Runs.MarkExpectedOutcomeVoteAsync"] = (client, ids, body) =>
            client.Runs.MarkExpectedOutcomeVoteAsync(ids.Run, body["thumbs_up"]!.GetValue<bool>(), body["feedback"]?.ToString()),
        ["Runs.MarkCriticalScenarioWrongAsync"] = (client, ids, body) =>
            client.Runs.MarkCriticalScenarioWrongAsync(ids.Run, body["scenario_id"]!.GetValue<long>()),
        ["Runs.UnmarkCriticalScenarioWrongAsync"] = (client, ids, body) =>
            client.Runs.UnmarkCriticalScenarioWrongAsync(ids.Run, body["scenario_id"]!.GetValue<long>()),
        ["Prompts.ImproveAsync"] = (client, _, body) => client.Prompts.ImproveAsync(Request<ImprovePromptRequest>(body)),
        ["Prompts.ImproveInBackgroundAsync"] = (client, _, body) =>
            client.Prompts.ImproveInBackgroundAsync(Request<ImprovePromptRequest>(body)),
        ["Prompts.GetIssuesAsync"] = (client, _, body) => client.Prompts.GetIssuesAsync(Request<ImprovePromptRequest>(body)),
        ["Results.EvaluateMetricsAsync"] = (client, ids, body) =>
            client.Results.EvaluateMetricsAsync(ids.Result, Ids(body["run_ids"]!), Ids(body["metric_ids"]!)),
        ["Results.CreateShareLinkAsync"] = (client, ids, body) =>
            client.Results.CreateShareLinkAsync(
                ids.Result,
                body["expire_at"] is { } moment ? DateTimeOffset.Parse(moment.ToString(), CultureInfo.InvariantCulture) : null
            ),
        ["TestSets.CreateFromRunAsync"] = (client, _, body) => client.TestSets.CreateFromRunAsync(Request<CreateTestSetRequest>(body)),
        ["TestSets.CreateFromRunsAsync"] = (client, _, body) =>
            client.TestSets.CreateFromRunsAsync(
                new PromoteRunsRequest
                {
                    Runs = body["runs"] switch
                    {
                        JsonArray ids => RunChoice.Of(Ids(ids)),
                        JsonValue count when count.GetValueKind() == JsonValueKind.Number => RunChoice.Count(count.GetValue<int>()),
                        _ => RunChoice.All,
                    },
                    Metrics = body["metrics"]!.Deserialize<List<TestSetMetric>>(Wire)!,
                    AgentId = (long?)body["agent"],
                    ProjectId = (long?)body["project"],
                }
            ),
        ["Runs.EndChatAsync"] = (client, ids, body) => client.Runs.EndChatAsync(ids.Run, body["reason"]?.ToString()),
    };

    public static IReadOnlyList<ClientCall> All { get; } =
    [.. from method in Bodies from variant in method.Value!.AsObject() select Call(method.Key, variant.Key, variant.Value!)];

    /// <summary>The body that a call has to send.</summary>
    public static JsonNode Body(ClientCall call) => Bodies[call.Method]![call.Variant]!;

    /// <summary>A call that sends this body.</summary>
    public static ClientCall Call(string method, string variant, JsonNode body) =>
        new(method, variant, (client, ids) => Methods[method](client, ids, body));

    private static T Request<T>(JsonNode body) => body.Deserialize<T>(Wire)!;

    private static List<long> Ids(JsonNode list) =>
        [.. list.AsArray().Select(id => long.Parse(id!.ToString(), CultureInfo.InvariantCulture))];

    private static JsonObject ReadBodies()
    {
        using var stream = typeof(BodyCalls).Assembly.GetManifestResourceStream("bodies.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}
