using System.Text.Json;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>Rules about test cases that the schema does not express.</summary>
internal sealed class SuiteRules(SuiteProblems problems)
{
    public void Check(PositionedNode root)
    {
        var defaults = root.Member("defaults");
        var keys = new Dictionary<string, PositionedNode>(StringComparer.Ordinal);
        var names = new Dictionary<(string Name, string? Personality, string? TestProfile), PositionedNode>();
        foreach (var testCase in root.Member("scenarios")?.Items ?? [])
        {
            CheckKey(testCase, keys);
            CheckName(testCase, defaults, names);
            CheckActions(testCase);
        }
    }

    private void CheckKey(PositionedNode testCase, Dictionary<string, PositionedNode> keys)
    {
        if (testCase.Member("key") is { Kind: JsonValueKind.String } key && !keys.TryAdd(key.Text, key))
        {
            problems.Rule(
                DiagnosticCodes.SuiteDuplicateKey,
                key.Offset,
                $"The key {Quoted.Text(key.Text)} is already used at {problems.At(keys[key.Text].Offset)}. A key names one test case, so that its results can be compared over time."
            );
        }
    }

    // Runs come back with the names of their test cases, not with their keys.
    private void CheckName(
        PositionedNode testCase,
        PositionedNode? defaults,
        Dictionary<(string Name, string? Personality, string? TestProfile), PositionedNode> names
    )
    {
        if (testCase.Member("name") is not { Kind: JsonValueKind.String } name)
        {
            return;
        }

        var identity = (name.Text, Json("personality"), Json("test_profile"));
        if (!names.TryAdd(identity, name))
        {
            problems.Rule(
                DiagnosticCodes.SuiteDuplicateCase,
                name.Offset,
                $"A test case called {Quoted.Text(name.Text)} with the same personality and test profile is already at {problems.At(names[identity].Offset)}. "
                    + "Give this one another name; to run the same case several times, use \"frequency\"."
            );
        }

        string? Json(string property) => (testCase.Member(property) ?? defaults?.Member(property))?.ToJsonNode()?.ToJsonString();
    }

    private void CheckActions(PositionedNode testCase)
    {
        if (testCase.Member("conditional_actions") is not { Kind: JsonValueKind.Object } actions)
        {
            return;
        }

        if (testCase.Member("type") is { Kind: JsonValueKind.String, Text: SuiteWords.ConditionalActions })
        {
            new ConditionalActionsRules(problems).Check(actions);
        }
        else
        {
            problems.Warning(
                DiagnosticCodes.ActionsWithoutType,
                actions.Offset,
                "These conditional actions are ignored: the service plays them only when the test case has \"type\": \"conditional_actions\"."
            );
        }
    }
}
