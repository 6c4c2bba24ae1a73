using System.Text.Json;
using System.Text.RegularExpressions;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>The custom functions of one script, and the references to them.</summary>
internal sealed class FunctionDeclarations
{
    private static readonly Regex Placeholders = new(
        @"\{\{\s*function\.(?<name>[A-Za-z0-9_\-]+)\.(?<output>[^{}\s]+)\s*\}\}",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    );

    private readonly Dictionary<string, HashSet<string>> _outputs = new(StringComparer.Ordinal);

    /// <summary>Reads <c>functions</c> and reports what breaks their rules.</summary>
    public static FunctionDeclarations Read(PositionedNode actions, SuiteProblems problems)
    {
        var declarations = new FunctionDeclarations();
        var rules = new FunctionRules(problems);
        foreach (
            var node in ActionsObject.CheckKind(actions, "functions", JsonValueKind.Array, "a list of functions", problems)?.Items ?? []
        )
        {
            rules.Check(node);
            if (node.Member("name") is { Kind: JsonValueKind.String } name)
            {
                declarations._outputs[name.Text] =
                [
                    .. node.Member("config")?.Member("response_mapping")?.Members.Select(output => output.Name) ?? [],
                ];
            }
        }

        return declarations;
    }

    /// <summary>Reports what an action says about functions that are not there.</summary>
    public void CheckReferences(PositionedNode action, ActionContext context, SuiteProblems problems)
    {
        var tagged = ActionTag
            .In(action.Text)
            .Where(tag => tag.Name == "function")
            .Select(tag => tag.Attributes.GetValueOrDefault("name"))
            .OfType<string>();
        var placeholders = Placeholders
            .Matches(action.Text)
            .Select(match => (Name: match.Groups["name"].Value, Output: match.Groups["output"].Value))
            .ToList();
        foreach (
            var name in tagged
                .Concat(placeholders.Select(placeholder => placeholder.Name))
                .Distinct()
                .Where(name => !_outputs.ContainsKey(name))
        )
        {
            problems.Rule(
                DiagnosticCodes.UndefinedFunction,
                action.Offset,
                $"The action references an undefined function, {Quoted.Text(name)}. {(_outputs.Count == 0 ? "Declare it in \"functions\"." : NearestName.Advice(name, _outputs.Keys))}"
            );
        }

        foreach (var (name, output) in placeholders.Distinct())
        {
            if (_outputs.TryGetValue(name, out var outputs) && !outputs.Contains(output))
            {
                problems.Rule(
                    DiagnosticCodes.UndeclaredOutput,
                    action.Offset,
                    $"{Quoted.Text(output)} is not a declared output of the function {Quoted.Text(name)}. Outputs are the names in its \"response_mapping\"."
                );
            }
        }

        if (placeholders.Count > 0 && context.IsFixed == false)
        {
            problems.Rule(
                DiagnosticCodes.FunctionPlaceholder,
                action.Offset,
                "The output of a function can be said only with \"fixed_message\": true; here the caller phrases the action itself."
            );
        }
    }
}
