using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>
/// One conversation (<c>GET /test_framework/v2/runs/{id}/</c>). The same model reads the full run, an entry of the runs list and a run
/// inside a result; what a form does not carry is null or empty.
/// </summary>
public sealed record Run
{
    /// <summary>The field that holds provider data.</summary>
    internal const string MetadataField = "metadata";

    /// <summary>Id of the run.</summary>
    public required long Id { get; init; }

    /// <summary>Id of the result that it belongs to.</summary>
    public long? ResultId { get; init; }

    /// <summary>Label of that result.</summary>
    public string? ResultName { get; init; }

    /// <summary>
    /// Id of the scenario, null when the scenario is gone. The service sends a number or an object (see docs/service.md).
    /// </summary>
    public long? ScenarioId { get; init; }

    /// <summary>Name of the scenario.</summary>
    public string? ScenarioName { get; init; }

    /// <summary>Id of the personality; null inside a result, where only the name is sent.</summary>
    public long? PersonalityId { get; init; }

    /// <summary>Name of the personality.</summary>
    public string? PersonalityName { get; init; }

    /// <summary>Id of the test profile, from <c>test_profile_data.id</c>.</summary>
    [JsonIgnore]
    public long? TestProfileId { get; init; }

    /// <summary>Name of the test profile.</summary>
    public string? TestProfileName { get; init; }

    /// <summary>Id of the agent under test.</summary>
    public long? AgentId { get; init; }

    /// <summary>Name of the agent under test.</summary>
    public string? AgentName { get; init; }

    /// <summary>State of the run. <c>passed</c> is read as completed with <see cref="Success"/> true.</summary>
    public RunStatus Status { get; init; }

    /// <summary>The status word as the service sent it.</summary>
    [JsonIgnore]
    public string? StatusText { get; init; }

    /// <summary>The service's verdict; null until scored.</summary>
    public bool? Success { get; init; }

    /// <summary>The verdict after human review; null before scoring.</summary>
    public EvaluationStatus? EvaluationStatus { get; init; }

    /// <summary>Whether a person voted on this run.</summary>
    public bool IsReviewed { get; init; }

    /// <summary>The reviewer's words, or null.</summary>
    public string? Feedback { get; init; }

    /// <summary>Why the run did not connect or broke; null or empty otherwise.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The judged expected outcome; null when none is configured or nothing was scored yet.</summary>
    [JsonIgnore]
    public ExpectedOutcome? ExpectedOutcome { get; init; }

    /// <summary>The scored metrics, from <c>evaluation.metrics</c>, else <c>metrics</c>.</summary>
    [JsonIgnore]
    public IReadOnlyList<RunMetric> Metrics
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Outcome of the project's rubric rules; empty when there are none.</summary>
    public IReadOnlyList<RubricEntry> Rubric
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Deviations that the service's built-in check found.</summary>
    public IReadOnlyList<CriticalCategory> CriticalCategories
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>
    /// The transcript as text, lines <c>[mm:ss] Speaker: text</c>; null or empty in lists. Read from <see cref="Source"/> when it is asked
    /// for.
    /// </summary>
    [JsonIgnore]
    public string? Transcript
    {
        get => field ?? Source.TextField("transcript");
        init;
    }

    /// <summary>
    /// The transcript as entries; empty when absent or encrypted. Read from <see cref="Source"/> when it is first asked for.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<TranscriptTurn> TranscriptTurns
    {
        get => field ??= TranscriptReader.Read(Source.Field(TranscriptReader.Field));
        init;
    }

    /// <summary>Whether the service sent the transcript encrypted, so that it cannot be shown.</summary>
    [JsonIgnore]
    public bool TranscriptEncrypted { get; init; }

    /// <summary>
    /// Id of the agent's trace, 32 hex digits; null when it sent none. <see cref="RunsResource.GetTraceAsync"/> reads it.
    /// </summary>
    public string? TraceId { get; init; }

    /// <summary>The agent's trace, where it was read together with the run.</summary>
    [JsonIgnore]
    internal RunTrace? Trace { get; init; }

    /// <summary>Length of the conversation; null when it has none.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Signed, expiring address of the recording: a secret, never printed.</summary>
    [JsonIgnore]
    public string? RecordingUrl { get; init; }

    /// <summary>Provider data and what the agent sent; null when absent. Read from <see cref="Source"/> when it is asked for.</summary>
    [JsonIgnore]
    public JsonElement? Metadata
    {
        get => field ?? Source.Field(MetadataField);
        init;
    }

    /// <summary>Why the conversation ended, from <c>metadata.ended_reason</c>, else <c>call_ended_reason</c>.</summary>
    [JsonIgnore]
    public string? EndedReason { get; init; }

    /// <summary>When the run was created, UTC.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>When the conversation began, UTC; null until it ran.</summary>
    public DateTimeOffset? ExecutedAt { get; init; }

    /// <summary>Number that an outbound agent dials, E.164.</summary>
    public string? OutboundNumber { get; init; }

    /// <summary>Number that calls an inbound agent, E.164.</summary>
    public string? InboundNumber { get; init; }

    /// <summary>End of the window in which an outbound agent must dial, UTC; null for other runs.</summary>
    public DateTimeOffset? OutboundDialWindowClosesAt { get; init; }

    /// <summary>How it ran, for example <c>Text</c> or <c>WebSocket</c>.</summary>
    public string? RunType { get; init; }

    /// <summary>
    /// The run exactly as the service sent it, unknown fields included. A copy without it is one without metadata and transcript.
    /// </summary>
    [JsonIgnore]
    public JsonElement Source
    {
        get => field.ValueKind == JsonValueKind.Undefined && Json is { } json ? field = DeepJson.Parse(json.Span) : field;
        init;
    }

    /// <summary>What stands where a part of the verdict should, and could not be read.</summary>
    [JsonIgnore]
    internal IReadOnlyList<UnreadablePart> Unreadable { get; init; } = [];

    /// <summary>
    /// What <see cref="Source"/> is read from when it is first asked for: of the thousands of runs that a poll shows hardly any is.
    /// </summary>
    [JsonIgnore]
    internal ReadOnlyMemory<byte>? Json { get; init; }

    /// <summary>Reads a run in any form that the service sends.</summary>
    /// <param name="json">The object.</param>
    /// <exception cref="JsonException">It is no run.</exception>
    public static Run Read(JsonElement json) => RunReader.Read(json);

    /// <summary>The run without its content, some of which is secret.</summary>
    public override string ToString() => $"run {Id} ({Status})";
}
