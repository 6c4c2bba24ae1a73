using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>
/// Answers of the service. The published types are often wrong, so every kind of value has a converter that takes what it can.
/// Runs are not among them: see <see cref="RunReader"/>.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    MaxDepth = DeepJson.MaxDepth,
    Converters = [
        typeof(IdConverter),
        typeof(OptionalIdConverter),
        typeof(CountConverter),
        typeof(FlagConverter),
        typeof(OptionalFlagConverter),
        typeof(TextConverter),
        typeof(TextListConverter),
        typeof(MomentConverter),
        typeof(RunStatusConverter),
        typeof(ChatTurnStatusConverter),
    ]
)]
[JsonSerializable(typeof(Result))]
[JsonSerializable(typeof(Scenario))]
[JsonSerializable(typeof(Personality))]
[JsonSerializable(typeof(ChatReceipt))]
[JsonSerializable(typeof(ChatTurn))]
[JsonSerializable(typeof(Agent))]
[JsonSerializable(typeof(Metric))]
[JsonSerializable(typeof(TestProfile))]
[JsonSerializable(typeof(Project))]
[JsonSerializable(typeof(TestSet))]
[JsonSerializable(typeof(CriticalMetricScenario))]
[JsonSerializable(typeof(PromptIssue))]
[JsonSerializable(typeof(PromptImprovement))]
internal sealed partial class ResponseJson : JsonSerializerContext;
