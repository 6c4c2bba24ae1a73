using System.Text.Json.Nodes;

namespace Cekura.Emulator.Scoring.Rules;

/// <summary>The agent called the tool with at least these arguments.</summary>
internal sealed record ToolCalled(string Name, JsonObject Arguments) : Rule
{
    public override Finding Judge(Evidence evidence)
    {
        var calls = evidence.ToolCalls.Where(call => call.Name == Name).ToList();
        if (calls.Find(call => LooseComparison.Matches(Arguments, call.Arguments)) is { } match)
        {
            return new(Holds: true, $"The agent called {match}.");
        }

        return new(Holds: false, calls.Count == 0
            ? $"The agent never called {Name}."
            : $"The agent called {string.Join(", ", calls)}, not {Name}({Arguments.ToJsonString()}).");
    }
}
