using System.Text.Json.Nodes;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Rules;

/// <summary>The agent called the tool with at least these arguments, as often as wanted.</summary>
internal sealed record ToolCalled(string Name, JsonObject Arguments) : Rule
{
    /// <summary>How often at least; null: once.</summary>
    public long? AtLeast { get; init; }

    /// <summary>How often at most; null: any number of times.</summary>
    public long? AtMost { get; init; }

    /// <summary>The tools of which rules say how often they are called, however deep.</summary>
    public static IReadOnlySet<string> CountedIn(IEnumerable<Rule> rules) =>
        rules
            .SelectMany(rule => rule.WithParts())
            .OfType<ToolCalled>()
            .Where(rule => (rule.AtLeast ?? rule.AtMost) is not null)
            .Select(rule => rule.Name)
            .ToHashSet();

    public override Finding Judge(Evidence evidence)
    {
        var calls = evidence.ToolCalls.Where(call => call.Name == Name).ToList();
        var matches = calls.FindAll(call => LooseComparison.Matches(Arguments, call.Arguments));
        if (matches.Count >= (AtLeast ?? 1) && matches.Count <= (AtMost ?? long.MaxValue))
        {
            return new(
                Holds: true,
                matches is [var match, ..]
                    ? $"The agent called {match}{(matches.Count > 1 ? $", {matches.Count} times in all" : "")}."
                    : $"The agent never called {Name}."
            );
        }

        return new(
            Holds: false,
            matches.Count > 0
                    ? $"The agent called {matches[0]} {Times(matches.Count)}; {Wanted} {(AtMost == 1 || (AtMost is null && AtLeast == 1) ? "is" : "are")} wanted."
                : calls.Count == 0 ? $"The agent never called {Name}."
                : $"The agent called {string.Join(", ", calls)}, not {Name}({Arguments.ToJsonString(JsonWriting.ReadableText)})."
        );
    }

    private string Wanted =>
        (AtLeast ?? 1, AtMost) switch
        {
            (var min, null) => $"at least {min}",
            (var min, { } max) when min == max => $"{max}",
            (<= 1, { } max) => $"at most {max}",
            var (min, max) => $"{min} to {max}",
        };

    private static string Times(int count) => count == 1 ? "once" : $"{count} times";
}
