using System.Text.Json;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>The rules of conditional actions, which the service's schema does not express.</summary>
internal sealed class ConditionalActionsRules(SuiteProblems problems)
{
    private static readonly string[] Known = ["role", "functions", "conditions"];

    public void Check(PositionedNode actions)
    {
        ActionsObject.ReportUnknown(actions, "conditional actions", Known, problems);
        ActionsObject.CheckKind(actions, "role", JsonValueKind.String, "a text: who the caller is", problems);
        var functions = FunctionDeclarations.Read(actions, problems);
        if (actions.Member("conditions") is not { Kind: JsonValueKind.Array, Items.Count: > 0 } list)
        {
            problems.Rule(
                DiagnosticCodes.ActionsWithoutConditions,
                (actions.Member("conditions") ?? actions).Offset,
                "Conditional actions need \"conditions\", a list that begins with the opening: "
                    + "{ \"id\": 0, \"condition\": \"FIRST_MESSAGE\", \"action\": \"Hello\", \"type\": \"standard\", \"fixed_message\": true }."
            );
            return;
        }

        var rules = new ConditionRules(functions, problems);
        foreach (var (index, condition) in list.Items.Index())
        {
            rules.Check(condition, index);
        }
    }
}
