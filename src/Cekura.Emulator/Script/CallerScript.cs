using System.Text.Json.Nodes;

namespace Cekura.Emulator.Script;

/// <summary>The <c>conditional_actions</c> of a scenario (protocols, section 4.1).</summary>
/// <param name="Role">Who the caller is.</param>
/// <param name="Conditions">The entries by ascending id; the first is the opening.</param>
internal sealed record CallerScript(string Role, IReadOnlyList<ScriptCondition> Conditions)
{
    /// <summary>What the caller opens with; its action is empty when the agent speaks first.</summary>
    public ScriptCondition Opening => Conditions[0];

    /// <summary>Reads a script from the <c>conditional_actions</c> object, or from the JSON string that <c>instructions</c> holds.</summary>
    /// <exception cref="ScriptException">The service would reject it; every problem is listed.</exception>
    public static CallerScript Parse(JsonNode? conditionalActions)
    {
        var reader = new ScriptReader();
        var script = reader.Read(conditionalActions);
        return reader.Problems.Count == 0 && script is not null ? script : throw new ScriptException(reader.Problems);
    }
}
