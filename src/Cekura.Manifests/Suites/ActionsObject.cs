using System.Text.Json;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>What all objects inside conditional actions are held to.</summary>
internal static class ActionsObject
{
    /// <summary>The service keeps what it does not know, so an unknown property is a warning here.</summary>
    public static void ReportUnknown(PositionedNode node, string what, IReadOnlyCollection<string> known, SuiteProblems problems)
    {
        foreach (var member in node.Members.Where(member => !known.Contains(member.Name)))
        {
            problems.Warning(
                DiagnosticCodes.ActionsProperty,
                member.Offset,
                $"{Quoted.Text(member.Name)} is not a property of {what}. {NearestName.Advice(member.Name, known)}"
            );
        }
    }

    /// <summary>The value if it is of the wanted kind; another kind is reported, a missing one is not.</summary>
    public static PositionedNode? CheckKind(PositionedNode node, string name, JsonValueKind kind, string wanted, SuiteProblems problems)
    {
        var value = node.Member(name);
        if (value is null || value.Kind == kind)
        {
            return value;
        }

        problems.Rule(DiagnosticCodes.ActionsProperty, value.Offset, $"\"{name}\" wants {wanted}, and is {value.Description}.");
        return null;
    }
}
