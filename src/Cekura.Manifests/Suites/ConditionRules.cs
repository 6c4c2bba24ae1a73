using System.Text;
using System.Text.Json;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>The rules of the entries of <c>conditions</c>, in their order.</summary>
internal sealed class ConditionRules(FunctionDeclarations functions, SuiteProblems problems)
{
    private const string Opening = "FIRST_MESSAGE";
    private const string Standard = "standard";
    private const string FollowUp = "action_followup";
    private const int LongestAction = 16 * 1024;

    private const string Optional = "optional";

    private static readonly string[] Known = ["id", "condition", "action", "type", "fixed_message"];

    private readonly Dictionary<double, PositionedNode> _ids = [];

    public void Check(PositionedNode node, int index)
    {
        if (node.Kind != JsonValueKind.Object)
        {
            problems.Rule(DiagnosticCodes.ActionsProperty, node.Offset, $"A condition is an object, and this is {node.Description}.");
            return;
        }

        ActionsObject.ReportUnknown(
            node with
            {
                Members = [.. node.Members.Where(member => member.Name != Optional)],
            },
            "a condition",
            Known,
            problems
        );
        CheckOptional(node);
        var type = CheckType(node);
        var isFixed = CheckFixedMessage(node, index);
        CheckCondition(node, index, type);
        CheckId(node, index);
        CheckAction(node, new ActionContext(IsOpening: index == 0, IsFollowUp: type == FollowUp, isFixed));
    }

    // It would be sent to the service, which has no such thing.
    private void CheckOptional(PositionedNode node)
    {
        if (node.Members.FirstOrDefault(member => member.Name == Optional) is { } optional)
        {
            problems.Rule(
                DiagnosticCodes.OptionalCondition,
                optional.Offset,
                $"\"{Optional}\" is the emulator's, and no part of the service's format. Write \"optional_conditions\": [{node.Member("id")?.Text ?? "1"}] into the seed's scenario with the name of this test case."
            );
        }
    }

    private string? CheckType(PositionedNode node)
    {
        var type = node.Member("type");
        if (type is { Kind: JsonValueKind.String, Text: Standard or FollowUp })
        {
            return type.Text;
        }

        var problem = type is null
            ? "The condition has no \"type\", and there is no default."
            : $"The condition's \"type\" is {type.Description}.";
        problems.Rule(
            DiagnosticCodes.ConditionType,
            (type ?? node).Offset,
            $"{problem} Write \"{Standard}\" for a situation in words, or \"{FollowUp}\" for the turn after another entry."
        );
        return null;
    }

    private bool? CheckFixedMessage(PositionedNode node, int index)
    {
        var value = node.Member("fixed_message");
        if (value?.Kind is JsonValueKind.True || (value?.Kind is JsonValueKind.False && index > 0))
        {
            return value.Kind == JsonValueKind.True;
        }

        problems.Rule(
            DiagnosticCodes.ConditionFixedMessage,
            (value ?? node).Offset,
            index == 0
                ? "The opening is said word for word: it needs \"fixed_message\": true."
                : "The condition needs \"fixed_message\": true when its action is said word for word, false when the caller phrases it itself."
        );
        return null;
    }

    private void CheckId(PositionedNode node, int index)
    {
        var value = node.Member("id");
        if (value is null || SchemaNumber.Integer(value) is not { } id)
        {
            problems.Rule(
                DiagnosticCodes.ConditionId,
                (value ?? node).Offset,
                "The condition needs an \"id\", an integer; the first one has 0."
            );
            return;
        }

        if (index == 0 && id != 0)
        {
            problems.Rule(DiagnosticCodes.ConditionId, value.Offset, $"The first condition has the id 0, and this is {value.Description}.");
        }

        if (!_ids.TryAdd(id, value))
        {
            problems.Rule(
                DiagnosticCodes.DuplicateConditionId,
                value.Offset,
                $"The id {value.Text} is already used at {problems.At(_ids[id].Offset)}. Give each condition its own."
            );
        }
    }

    private void CheckCondition(PositionedNode node, int index, string? type)
    {
        var condition = node.Member("condition");
        var offset = (condition ?? node).Offset;
        if (index == 0)
        {
            if (condition is not { Kind: JsonValueKind.String, Text: Opening } || type == FollowUp)
            {
                problems.Rule(
                    DiagnosticCodes.FirstCondition,
                    offset,
                    $"The first condition is the opening: \"condition\": \"{Opening}\", \"type\": \"{Standard}\"."
                );
            }
        }
        else if (type == FollowUp)
        {
            CheckTarget(condition, offset);
        }
        else if (type == Standard && (condition?.Kind != JsonValueKind.String || string.IsNullOrWhiteSpace(condition.Text)))
        {
            problems.Rule(
                DiagnosticCodes.ConditionSituation,
                offset,
                "\"condition\" says in words when the caller acts, such as \"The agent asks for your date of birth\"."
            );
        }
    }

    private void CheckTarget(PositionedNode? condition, int offset)
    {
        if (condition is null || SchemaNumber.Integer(condition) is not { } target)
        {
            problems.Rule(
                DiagnosticCodes.FollowUpTarget,
                offset,
                "The \"condition\" of a follow-up is the id of an earlier condition, an integer."
            );
        }
        else if (!_ids.ContainsKey(target))
        {
            problems.Rule(
                DiagnosticCodes.FollowUpTarget,
                offset,
                $"No condition before this one has the id {condition.Text}. A follow-up comes after the entry that it follows."
            );
        }
    }

    private void CheckAction(PositionedNode node, ActionContext context)
    {
        var action = node.Member("action");
        if (action is null && context.IsOpening)
        {
            return;
        }

        if (action?.Kind != JsonValueKind.String || (string.IsNullOrWhiteSpace(action.Text) && !context.IsOpening))
        {
            problems.Rule(
                DiagnosticCodes.ConditionAction,
                (action ?? node).Offset,
                "The condition needs an \"action\": what the caller says. Only that of the first one may be empty."
            );
            return;
        }

        var size = Encoding.UTF8.GetByteCount(action.Text);
        if (size > LongestAction)
        {
            problems.Rule(
                DiagnosticCodes.ActionTooLong,
                action.Offset,
                $"The action has {size} bytes, at most {LongestAction} are allowed."
            );
        }

        new ActionTagRules(action, context, problems).Check();
        functions.CheckReferences(action, context, problems);
    }
}
