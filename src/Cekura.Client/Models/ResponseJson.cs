using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>
/// Answers of the service. The published types are often wrong, so every kind of value has a converter that takes what it can.
/// A value that needs two fields is put together by a reader.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    MaxDepth = DeepJson.MaxDepth,
    Converters =
    [
        typeof(IdConverter), typeof(OptionalIdConverter), typeof(CountConverter), typeof(FlagConverter), typeof(OptionalFlagConverter),
        typeof(NumberConverter), typeof(TextConverter), typeof(TextListConverter), typeof(MomentConverter),
        typeof(RunStatusConverter), typeof(AlignmentConverter), typeof(ChatTurnStatusConverter),
    ])]
[JsonSerializable(typeof(OutcomeAlignment))]
[JsonSerializable(typeof(RubricEntry))]
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
