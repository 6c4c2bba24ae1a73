using Cekura.Emulator.Rules;

namespace Cekura.Emulator.Seed;

/// <summary>Reads an entry of <c>metrics</c>.</summary>
internal static class MetricReader
{
    /// <summary>Keys of the service's own shape.</summary>
    internal static IReadOnlyList<string> ServiceKeys { get; } =
    [
        "id",
        "slug",
        "project",
        "agents",
        "agent_names",
        "name",
        "description",
        "function_name",
        "type",
        "eval_type",
        "enum_values",
        "audio_enabled",
        "observability_enabled",
        "simulation_enabled",
        "sampling_enabled",
        "prompt",
        "display_order",
        "evaluation_trigger",
        "vocera_defined_metric_code",
    ];

    /// <summary>Keys that are not the service's and are not sent.</summary>
    public static IReadOnlyList<string> OurKeys { get; } = ["rule", "measure", "classify", "only_if"];

    public static Metric Read(SeedElement element)
    {
        element.KnowOursAmongService([.. OurKeys, "eval_type", "slug"], ServiceKeys);
        var type = element.Get("eval_type")?.Word("binary", "numeric", "enum", "continuous_qualitative") ?? "binary";
        Refuse(element, "rule", type == "binary", "binary");
        Refuse(element, "measure", type is "numeric" or "continuous_qualitative", "numeric and continuous_qualitative");
        Refuse(element, "classify", type == "enum", "enum");
        return new()
        {
            Id = element.Require("id").Integer(min: 1),
            Name = element.Require("name").Text(),
            Slug = element.Get("slug")?.Text() ?? Slug.Of(element.Require("name").Text()),
            Agents = element.Get("agents") is { } agents ? [.. agents.Items().Select(agent => agent.Integer(min: 1))] : null,
            EvalType = type,
            Code = element.Get("vocera_defined_metric_code")?.Text()
                ?? (element.Get("slug")?.Text() == Metric.ExpectedOutcomeCode ? Metric.ExpectedOutcomeCode : null),
            FunctionName = element.Get("function_name")?.Text(),
            OnlyIf = Rule(element, "only_if"),
            Rule = Rule(element, "rule"),
            Measure = element.Get("measure") is { } measure ? Named(measure) : null,
            Classes = [.. element.Items("classify").Select(Class)],
            Source = element.Value,
        };
    }

    private static void Refuse(SeedElement element, string key, bool fits, string types)
    {
        if (!fits && element.Get(key) is { } found)
        {
            throw found.KeyError(
                $"\"{key}\" is for metrics whose eval_type is {types}; {element.Path} is none of these.",
                SeedCode.MetricKey
            );
        }
    }

    private static Rule? Rule(SeedElement element, string key) => element.Get(key) is { } rule ? RuleReader.Read(rule) : null;

    private static Measure Named(SeedElement element)
    {
        var name = element.Word([.. Measure.Known.Select(measure => measure.Name)]);
        return Measure.Known.First(measure => measure.Name == name);
    }

    private static (string Value, Rule? Rule) Class(SeedElement element)
    {
        element.KnowOnly("value", "rule");
        return (element.Require("value").Text(), Rule(element, "rule"));
    }
}
