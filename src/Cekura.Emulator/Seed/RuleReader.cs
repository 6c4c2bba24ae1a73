using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cekura.Emulator.Rules;

namespace Cekura.Emulator.Seed;

/// <summary>Reads rules. Several keys of one rule must all hold.</summary>
internal static class RuleReader
{
    public static IReadOnlyList<string> Keys { get; } =
    ["agent_says", "agent_never_says", "tool_called", "max_latency_ms", "max_turns", "ended_by", "all", "any", "not"];

    public static Rule Read(SeedElement element)
    {
        var rules = element.KnowOnly(Keys).Properties().Select(Single).ToList();
        return rules switch
        {
            [] => throw element.Error($"{element.Path} is empty. Known: {string.Join(", ", Keys)}.", SeedCode.EmptyRule),
            [var rule] => rule,
            _ => new AllOf(rules),
        };
    }

    /// <summary>A regular expression that cannot be made to run for ever by what an agent says.</summary>
    public static Regex Expression(SeedElement element)
    {
        var pattern = element.Text();
        try
        {
            return new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException)
        {
            // Look-around and back references need the engine that backtracks.
            return new(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (RegexParseException e)
        {
            throw element.Error($"{element.Path} is not a regular expression: {e.Message}", SeedCode.Expression);
        }
    }

    private static Rule Single(SeedElement element) =>
        element.Key switch
        {
            "agent_says" => new AgentSays(Expression(element)),
            "agent_never_says" => new AgentNeverSays(Expression(element)),
            "tool_called" => ToolCalled(element.KnowOnly("name", "arguments", "times", "at_least", "at_most")),
            "max_latency_ms" => new MaxLatency(element.Number(min: 0)),
            "max_turns" => new MaxTurns(element.Integer(min: 0)),
            "ended_by" => new EndedBy(element.Word(EndedBy.Known)),
            "all" => new AllOf([.. element.Items().Select(Read)]),
            "any" => new AnyOf([.. element.Items().Select(Read)]),
            _ => new Not(Read(element)),
        };

    private static ToolCalled ToolCalled(SeedElement element)
    {
        var arguments = element.Get("arguments");
        if (arguments is { Value.ValueKind: not JsonValueKind.Object })
        {
            throw arguments.Error($"{arguments.Path} must be an object, {{…}}.");
        }

        var (min, max) = Times(element);
        return new(element.Require("name").Text(), arguments is null ? [] : JsonObject.Create(arguments.Value)!)
        {
            AtLeast = min,
            AtMost = max,
        };
    }

    private static (long? Min, long? Max) Times(SeedElement element)
    {
        var (times, min, max) = (element.Get("times"), element.Get("at_least")?.Integer(min: 0), element.Get("at_most")?.Integer(min: 0));
        if (times is not null && (min ?? max) is not null)
        {
            throw times.KeyError(
                $"{element.Path} has \"times\" beside \"at_least\" or \"at_most\". Give \"times\" for an exact number, or one or both of the others.",
                SeedCode.WrongValue
            );
        }

        if (max < (min ?? 1))
        {
            throw element
                .Get("at_most")!
                .Error(
                    min is null
                        ? $"{element.Path} can never hold: a tool that is called is called once at least. For one that must not be called, write \"times\": 0."
                        : $"{element.Path} can never hold: \"at_most\" {max} is less than \"at_least\" {min}."
                );
        }

        return times?.Integer(min: 0) is { } exact ? (exact, exact) : (min, max);
    }
}
