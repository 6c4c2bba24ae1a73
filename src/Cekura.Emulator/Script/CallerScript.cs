using System.Text.Json.Nodes;

namespace Cekura.Emulator.Script;

/// <summary>The <c>conditional_actions</c> of a scenario.</summary>
/// <param name="Role">Who the caller is.</param>
/// <param name="Conditions">The entries by ascending id; the first is the opening.</param>
internal sealed record CallerScript(string Role, IReadOnlyList<ScriptCondition> Conditions)
{
    /// <summary>What the caller opens with; its action is empty when the agent speaks first.</summary>
    public ScriptCondition Opening => Conditions[0];

    /// <summary>Ids of entries that need not come to pass: the emulator's own key <c>optional</c>.</summary>
    public IReadOnlySet<int> Optional { get; init; } = new HashSet<int>();

    /// <summary>What still has to come to pass: the opening, and what waits for words of the agent.</summary>
    /// <param name="fired">Ids of the entries that were said.</param>
    public IReadOnlyList<ScriptCondition> Waiting(IReadOnlySet<int> fired) =>
        [
            .. Conditions.Where(condition =>
                !fired.Contains(condition.Id)
                && (
                    condition == Opening ? condition.Action.Length > 0 : condition.Situation is not null && !Optional.Contains(condition.Id)
                )
            ),
        ];

    /// <summary>Whether the agent's words ever led to an entry.</summary>
    /// <param name="fired">Ids of the entries that were said.</param>
    public bool WasFollowed(IReadOnlySet<int> fired) => Conditions.Any(condition => condition != Opening && fired.Contains(condition.Id));

    /// <summary>
    /// Reads a script from the <c>conditional_actions</c> object, or from the JSON string that <c>instructions</c> holds.
    /// </summary>
    /// <param name="conditionalActions">The object, or the string.</param>
    /// <param name="knowsOptional">Whether entries may say <c>optional</c>, which the service's format does not know.</param>
    /// <exception cref="ScriptException">The service would reject it; every problem is listed.</exception>
    public static CallerScript Parse(JsonNode? conditionalActions, bool knowsOptional = false)
    {
        var reader = new ScriptReader(knowsOptional);
        var script = reader.Read(conditionalActions);
        return reader.Problems.Count == 0 && script is not null ? script : throw new ScriptException(reader.Problems);
    }
}
