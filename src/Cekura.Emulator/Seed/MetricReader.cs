using System.Text.Json;
using Cekura.Emulator.Rules;

namespace Cekura.Emulator.Seed;

/// <summary>Reads an entry of <c>metrics</c>.</summary>
internal static class MetricReader
{
    private const string Judged = "llm_judge";
    private const string CustomCode = "custom_code";

    // The service's older name of a metric that a judge scores.
    private const string CustomPrompt = "custom_prompt";

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
        "trigger_type",
        "evaluation_trigger_prompt",
        "evaluation_trigger_custom_code",
        "custom_code",
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
        var prompt = Words(element, "prompt");
        var kind = Word(element, "type") ?? (prompt.Length > 0 && !HasRule(element) ? Judged : CustomCode);
        var trigger = Word(element, "evaluation_trigger") == "custom" ? Words(element, "evaluation_trigger_prompt") : null;
        var whyNot = WhyNotJudged(element, kind, trigger);
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
            Type = kind,
            Prompt = prompt.Length > 0 ? prompt : Words(element, "description"),
            Labels = [.. Labels(element)],
            TriggerPrompt = trigger,
            IsJudgeable = whyNot is null,
            NeedsService = Word(element, "type") is null && kind == CustomCode ? null : whyNot,
            Source = element.Value,
        };
    }

    private static bool HasRule(SeedElement element) => OurKeys.Any(key => element.Get(key) is not null);

    // Objects of the service are pasted into seeds: what is of another type than expected is as good as missing.
    private static string Words(SeedElement element, string key) =>
        element.Get(key) is { Value.ValueKind: JsonValueKind.String } text ? text.Text().Trim() : "";

    private static string? Word(SeedElement element, string key) => Words(element, key) is { Length: > 0 } word ? word : null;

    private static IEnumerable<string> Labels(SeedElement element) =>
        element.Get("enum_values") is { Value.ValueKind: JsonValueKind.Array } labels
            ? labels.Items().Where(label => label.Value.ValueKind == JsonValueKind.String).Select(label => label.Text()).Distinct()
            : [];

    private static string? WhyNotJudged(SeedElement element, string kind, string? trigger) =>
        kind == CustomCode ? "A metric of the type custom_code is Python, which needs the service."
        : kind is not (Judged or CustomPrompt) ? $"A metric of the type {kind} needs the service."
        : Words(element, "prompt").Length == 0 && Words(element, "description").Length == 0
            ? "It has no \"prompt\" that says what to look for."
        : trigger is not null && Word(element, "trigger_type") == CustomCode
            ? "Its trigger is custom code: Python, which needs the service."
        : trigger?.Length == 0 ? "Its trigger is custom and has no \"evaluation_trigger_prompt\"."
        : element.Get("eval_type")?.Text() == "enum" && !Labels(element).Any() ? "It has no \"enum_values\" to choose from."
        : null;

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
