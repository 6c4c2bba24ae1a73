using System.Text.Json;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>The service's schema of suites, version 1: every rule of it and no other.</summary>
internal sealed class SuiteSchema(SuiteProblems problems)
{
    // Everything that defaults can give a test case.
    private static readonly string[] Shared =
    [
        "frequency",
        "language",
        "max_duration",
        "metrics",
        "personality",
        "phone_number",
        "tags",
        "test_profile",
    ];

    private static readonly string[] OfSuite = ["$schema", "version", "suite", "defaults", "scenarios"];

    private static readonly string[] OfName = ["name", "description"];

    private static readonly string[] OfDefaults = [.. Shared, "concurrency_limit"];

    private static readonly string[] OfTestCase =
    [
        .. Shared,
        "conditional_actions",
        "expected_outcome",
        "first_message",
        "instructions",
        "key",
        "name",
        "tools",
        "type",
    ];

    private readonly InlineSchema _inline = new(problems);

    public void Check(PositionedNode root)
    {
        if (SchemaObject.Open(root, "a suite", OfSuite, problems) is not { } suite)
        {
            return;
        }

        suite.Text("$schema");
        CheckVersion(suite);
        if (suite.Value("suite") is { } head && SchemaObject.Open(head, "the description of a suite", OfName, problems) is { } names)
        {
            names.Text("name", max: 255);
            names.Text("description");
        }

        if (
            suite.Value("defaults") is { } defaults
            && SchemaObject.Open(defaults, "the defaults of a suite", OfDefaults, problems) is { } shared
        )
        {
            CheckShared(shared);
            shared.Count("concurrency_limit");
        }

        CheckTestCases(suite);
    }

    private void CheckVersion(SchemaObject suite)
    {
        suite.Require("version", because: ": \"1\"");
        if (suite.Value("version") is { } version && version is not { Kind: JsonValueKind.String, Text: SuiteWords.Version })
        {
            problems.Schema(
                DiagnosticCodes.SuiteVersion,
                version.Offset,
                $"The only version of the format is \"1\", a text, and this is {version.Description}."
            );
        }
    }

    private void CheckTestCases(SchemaObject suite)
    {
        suite.Require("scenarios", because: ", the list of its test cases");
        var testCases = suite.List("scenarios", SuiteReader.MaxTestCases);
        if (suite.Value("scenarios") is { Kind: JsonValueKind.Array, Items.Count: 0 } empty)
        {
            problems.Schema(
                DiagnosticCodes.SuiteNoTestCases,
                empty.Offset,
                "The suite has no test case, so it tests nothing. Add at least one, or remove the file."
            );
        }

        foreach (var node in testCases)
        {
            CheckTestCase(node);
        }
    }

    private void CheckTestCase(PositionedNode node)
    {
        if (SchemaObject.Open(node, "a test case", OfTestCase, problems) is not { } testCase)
        {
            return;
        }

        testCase.Require("name");
        testCase.Text("name", min: 1, max: 80);
        testCase.Text("key", max: 128);
        testCase.Word("type", SuiteWords.Types);
        if (testCase.Value("type") is { Kind: JsonValueKind.String, Text: SuiteWords.ConditionalActions })
        {
            const string Because = ", because its \"type\" is \"conditional_actions\"";
            testCase.Require("conditional_actions", DiagnosticCodes.SuiteMissingForType, Because);
            testCase.Require("language", DiagnosticCodes.SuiteMissingForType, $"{Because}; the one of the defaults does not count");
        }
        else
        {
            testCase.Require(
                "instructions",
                DiagnosticCodes.SuiteMissingForType,
                ": what the caller does; only conditional actions do without"
            );
        }

        testCase.Text("instructions");
        testCase.Text("expected_outcome");
        testCase.Text("first_message");
        testCase.Anything("conditional_actions");
        foreach (var tool in testCase.List("tools", 16))
        {
            SchemaText.CheckWord(tool, "\"tools\"", SuiteWords.Tools, problems);
        }

        CheckShared(testCase);
    }

    private void CheckShared(SchemaObject owner)
    {
        owner.Count("frequency");
        owner.Count("max_duration");
        owner.Word("language", SuiteWords.Languages);
        owner.Text("phone_number");
        owner.IdOr(
            "personality",
            "the id of a personality, an integer of at least 1, or an object that defines one",
            _inline.CheckPersonality
        );
        owner.IdOr(
            "test_profile",
            "the id of a test profile, an integer of at least 1, or an object that defines one",
            _inline.CheckTestProfile
        );
        foreach (var tag in owner.List("tags", 32))
        {
            SchemaText.Check(tag, "A tag", 0, 64, problems);
        }

        foreach (var metric in owner.List("metrics", 64))
        {
            _inline.CheckMetric(metric);
        }
    }
}
