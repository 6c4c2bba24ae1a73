using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cekura.Emulator.Script;

/// <summary>Reads a script and collects what the service would reject about it, with the service's texts.</summary>
/// <param name="knowsOptional">Whether entries may say <c>optional</c>, which the service's format does not know.</param>
internal sealed class ScriptReader(bool knowsOptional)
{
    private readonly List<string> _problems = [];
    private readonly HashSet<int> _ids = [];
    private readonly HashSet<int> _optional = [];

    /// <summary>What is wrong so far, each with its place.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The script; null, or without the wrong entries, when there are problems.</summary>
    public CallerScript? Read(JsonNode? node)
    {
        if (Unwrap(node) is not JsonObject actions)
        {
            _problems.Add("conditional_actions must be an object with role and conditions");
            return null;
        }

        if (actions["conditions"] is not JsonArray { Count: > 0 } entries)
        {
            _problems.Add("conditions must be a list with at least one entry, the FIRST_MESSAGE");
            return null;
        }

        var functions = ScriptFunctions.Read(actions["functions"]);
        var conditions = new List<ScriptCondition>();
        for (var index = 0; index < entries.Count; index++)
        {
            if (ReadEntry(entries[index], index, functions) is { } condition)
            {
                conditions.Add(condition);
            }
        }

        return new CallerScript(Text(actions["role"]) ?? "", [.. conditions.OrderBy(condition => condition.Id)]) { Optional = _optional };
    }

    // The service returns the object as a JSON string in the scenario's instructions.
    private JsonNode? Unwrap(JsonNode? node)
    {
        if (Text(node) is not { } text)
        {
            return node;
        }

        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException exception)
        {
            _problems.Add($"instructions hold no JSON: {exception.Message}");
            return null;
        }
    }

    private ScriptCondition? ReadEntry(JsonNode? node, int index, ScriptFunctions functions)
    {
        var before = _problems.Count;
        if (node is not JsonObject entry)
        {
            Reject(index, "must be an object");
            return null;
        }

        var type = Text(entry["type"]);
        Require(index, entry["type"] is not null, "type is required");
        Require(index, entry["type"] is null || type is "standard" or "action_followup", "type must be standard or action_followup");
        var fixedMessage = Bool(entry["fixed_message"]);
        Require(index, fixedMessage is not null, "fixed_message is required");
        var id = Int(entry["id"]);
        Require(index, id is not null, "id is required and must be an integer");
        Require(index, id is null || !_ids.Contains(id.Value), "duplicate condition ID");
        var action = Text(entry["action"]);
        Require(index, action is not null || index == 0, "action must be a text");
        Require(index, index == 0 || action is null || !string.IsNullOrWhiteSpace(action), "action cannot be empty");
        foreach (var problem in functions.ProblemsOf(action ?? "", fixedMessage ?? true))
        {
            Reject(index, problem);
        }

        var condition = new ScriptCondition(id ?? 0, action ?? "", fixedMessage ?? true);
        condition =
            index == 0 ? ReadOpening(entry, condition)
            : type == "action_followup" ? condition with { Follows = ReadFollowed(entry, index, id) }
            : condition with { Situation = ReadSituation(entry, index), Text = Text(entry["condition"])?.Trim() };
        ReadOptional(entry, index, condition.Id);
        _ids.Add(id ?? 0);
        return _problems.Count == before ? condition : null;
    }

    private ScriptCondition ReadOpening(JsonObject entry, ScriptCondition condition)
    {
        Require(0, Text(entry["condition"]) == "FIRST_MESSAGE", "first condition must have condition='FIRST_MESSAGE'");
        Require(0, condition.Id == 0, "first condition must have id=0");
        Require(0, condition.FixedMessage, "first condition must have fixed_message=true");
        return string.IsNullOrWhiteSpace(condition.Action) ? condition with { Action = "" } : condition;
    }

    private void ReadOptional(JsonObject entry, int index, int id)
    {
        if (entry["optional"] is not { } value)
        {
            return;
        }

        Require(
            index,
            knowsOptional,
            $"the service does not know \"optional\". Write \"optional_conditions\": [{id}] into the seed's scenario of the same name"
        );
        Require(index, !knowsOptional || Bool(value) is not null, "optional must be true or false");
        Require(index, !knowsOptional || index > 0, "the opening cannot be optional");
        if (Bool(value) == true)
        {
            _optional.Add(id);
        }
    }

    private int? ReadFollowed(JsonObject entry, int index, int? id)
    {
        var followed = Int(entry["condition"]);
        Require(index, followed is not null, "condition of an action_followup must be the id of an earlier condition, as an integer");
        Require(index, followed is null || followed != id, "condition of an action_followup cannot be its own id");
        Require(
            index,
            followed is null || followed == id || _ids.Contains(followed.Value),
            $"condition {followed} of an action_followup is not the id of an earlier condition"
        );
        return followed;
    }

    private Situation? ReadSituation(JsonObject entry, int index)
    {
        if (Text(entry["condition"]) is not { } text || string.IsNullOrWhiteSpace(text))
        {
            Reject(index, "condition of a standard entry must be a situation in words");
            return null;
        }

        try
        {
            return Situation.Parse(text.Trim());
        }
        catch (FormatException exception)
        {
            Reject(index, exception.Message);
            return null;
        }
    }

    private void Require(int index, bool holds, string problem)
    {
        if (!holds)
        {
            Reject(index, problem);
        }
    }

    private void Reject(int index, string problem) => _problems.Add($"conditions[{index}]: {problem}");

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static int? Int(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static bool? Bool(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;
}
