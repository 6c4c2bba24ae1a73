using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Suites;

public sealed class ConditionalActionsTests
{
    [Theory]
    [InlineData(
        """{ "id": 1, "condition": "The agent asks", "action": "A", "type": "standard", "fixed_message": false }, { "id": 5, "condition": 1, "action": "B", "type": "action_followup", "fixed_message": true }"""
    )]
    [InlineData(
        """{ "id": 1, "condition": "The agent asks", "action": "Bye <spell>AB</spell> <silence time=\"2s\" /> <endcall />", "type": "standard", "fixed_message": true }"""
    )]
    [InlineData(
        """{ "id": 1, "condition": "The agent asks", "action": "<speed ratio=\"1.2\" /><volume ratio=\"0\"/> a < b <voice provider=\"cartesia\" id=\"x\"><spell>A</spell></voice>", "type": "standard", "fixed_message": true }"""
    )]
    [InlineData(
        """{ "id": 1, "condition": "The agent asks", "action": " <ivr text=\"1 or 2\" /> ", "type": "standard", "fixed_message": true }"""
    )]
    [InlineData(
        """{ "id": 1, "condition": 0, "action": "<interruption time=\"3s\" /> Wait", "type": "action_followup", "fixed_message": true }"""
    )]
    [InlineData(
        """{ "id": 1, "condition": "The agent asks", "action": "<hold time=\"{{test_profile.wait}}\" /> {{test_profile['a key']}}", "type": "standard", "fixed_message": true }"""
    )]
    public void A_script_that_the_service_takes_has_no_problem(string conditions) =>
        Assert.Empty(Suite.Read(Suite.Script(conditions)).Diagnostics);

    [Theory]
    [InlineData("""{ "id": 1, "condition": "a", "action": "A", "fixed_message": true }""", DiagnosticCodes.ConditionType)]
    [InlineData(
        """{ "id": 1, "condition": "a", "action": "A", "type": "followup", "fixed_message": true }""",
        DiagnosticCodes.ConditionType
    )]
    [InlineData("""{ "id": 1, "condition": "a", "action": "A", "type": "standard" }""", DiagnosticCodes.ConditionFixedMessage)]
    [InlineData(
        """{ "id": 1, "condition": "a", "action": "A", "type": "standard", "fixed_message": "yes" }""",
        DiagnosticCodes.ConditionFixedMessage
    )]
    [InlineData(
        """{ "id": "1", "condition": "a", "action": "A", "type": "standard", "fixed_message": true }""",
        DiagnosticCodes.ConditionId
    )]
    [InlineData("""{ "condition": "a", "action": "A", "type": "standard", "fixed_message": true }""", DiagnosticCodes.ConditionId)]
    [InlineData(
        """{ "id": 0, "condition": "a", "action": "A", "type": "standard", "fixed_message": true }""",
        DiagnosticCodes.DuplicateConditionId
    )]
    [InlineData(
        """{ "id": 1, "condition": " ", "action": "A", "type": "standard", "fixed_message": true }""",
        DiagnosticCodes.ConditionSituation
    )]
    [InlineData(
        """{ "id": 1, "condition": 0, "action": "A", "type": "standard", "fixed_message": true }""",
        DiagnosticCodes.ConditionSituation
    )]
    [InlineData(
        """{ "id": 1, "condition": "0", "action": "A", "type": "action_followup", "fixed_message": true }""",
        DiagnosticCodes.FollowUpTarget
    )]
    [InlineData(
        """{ "id": 1, "condition": 1, "action": "A", "type": "action_followup", "fixed_message": true }""",
        DiagnosticCodes.FollowUpTarget
    )]
    [InlineData(
        """{ "id": 1, "condition": 2, "action": "A", "type": "action_followup", "fixed_message": true }""",
        DiagnosticCodes.FollowUpTarget
    )]
    [InlineData(
        """{ "id": 1, "condition": "a", "action": " ", "type": "standard", "fixed_message": true }""",
        DiagnosticCodes.ConditionAction
    )]
    [InlineData("""{ "id": 1, "condition": "a", "type": "standard", "fixed_message": true }""", DiagnosticCodes.ConditionAction)]
    [InlineData(
        """{ "id": 1, "condition": "a", "action": "A", "type": "standard", "fixed_message": true, "when": 1 }""",
        DiagnosticCodes.ActionsProperty
    )]
    [InlineData(
        """{ "id": 1, "condition": "a", "action": "A", "type": "standard", "fixed_message": true, "optional": true }""",
        DiagnosticCodes.OptionalCondition
    )]
    [InlineData("7", DiagnosticCodes.ActionsProperty)]
    public void A_condition_is_held_to_its_rules(string condition, string code)
    {
        var result = Suite.Read(Suite.Script(condition));

        var problem = Assert.Single(result.Diagnostics);
        Assert.Equal((code, 4), (problem.Code, problem.Location.Line));
        Assert.True(result.FollowsSchema);
    }

    [Theory]
    [InlineData("Bye <endcall />", false, DiagnosticCodes.TagNeedsFixedMessage)]
    [InlineData("<endcall now='1' />", true, DiagnosticCodes.TagAttribute)]
    [InlineData("<silence />", true, DiagnosticCodes.TagAttribute)]
    [InlineData("<silence time='long' />", true, DiagnosticCodes.TagAttribute)]
    [InlineData("<speed ratio='1.3' /> Hi", true, DiagnosticCodes.TagAttribute)]
    [InlineData("<volume ratio='2.5' /> Hi", true, DiagnosticCodes.TagAttribute)]
    [InlineData("Hi <speed ratio='1' />", true, DiagnosticCodes.TagPlace)]
    [InlineData("Hi <ivr text='1' />", true, DiagnosticCodes.TagPlace)]
    [InlineData("<voicemail /> Hi", true, DiagnosticCodes.TagPlace)]
    [InlineData("<interruption time='3s' /> Hi", true, DiagnosticCodes.TagPlace)]
    [InlineData("<spell>A", true, DiagnosticCodes.TagPlace)]
    [InlineData("A</spell>", true, DiagnosticCodes.TagPlace)]
    [InlineData("<spell />", true, DiagnosticCodes.TagPlace)]
    [InlineData("<endcall>", true, DiagnosticCodes.TagPlace)]
    [InlineData("<ignore_interruptions>a <spell>b</spell></ignore_interruptions>", true, DiagnosticCodes.TagPlace)]
    [InlineData("<function name='lookup' />", false, DiagnosticCodes.UndefinedFunction)]
    [InlineData("{{function.lookup.number}}", true, DiagnosticCodes.UndefinedFunction)]
    [InlineData("Bye <end_call />", true, DiagnosticCodes.UnknownTag)]
    public void A_tag_is_held_to_its_rules(string action, bool isFixed, string code) =>
        Assert.Equal(code, Suite.Problem(Suite.Script(Condition(action, isFixed))).Code);

    [Theory]
    [InlineData("{{function.look-up.number}}", true, null)]
    [InlineData("{{function.look-up.name}}", true, DiagnosticCodes.UndeclaredOutput)]
    [InlineData("Say {{function.look-up.number}}", false, DiagnosticCodes.FunctionPlaceholder)]
    [InlineData("Look it up <function name='look-up' />", false, null)]
    public void A_reference_to_a_declared_function_is_held_to_its_declaration(string action, bool isFixed, string? code)
    {
        const string Functions =
            """[ { "name": "look-up", "type": "rest_api", "config": { "method": "GET", "url": "https://example.com", "timeout_seconds": 30, "response_mapping": { "number": { "path": "$.n", "default": 1 } } } } ]""";

        Assert.Equal(code, Suite.Read(Suite.Script(Condition(action, isFixed), Functions)).Diagnostics.SingleOrDefault()?.Code);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("""{ "name": "look up", "config": { "url": "u" } }""")]
    [InlineData("""{ "name": "f", "type": "grpc", "config": { "url": "u" } }""")]
    [InlineData("""{ "name": "f", "auto_run": 1, "config": { "url": "u" } }""")]
    [InlineData("""{ "name": "f" }""")]
    [InlineData("""{ "name": "f", "config": {} }""")]
    [InlineData("""{ "name": "f", "config": { "url": "u", "method": "PUT" } }""")]
    [InlineData("""{ "name": "f", "config": { "url": "u", "timeout_seconds": 31 } }""")]
    [InlineData("""{ "name": "f", "config": { "url": "u", "response_mapping": { "n": "n" } } }""")]
    [InlineData("""{ "name": "f", "config": { "url": "u", "response_mapping": [] } }""")]
    public void A_function_is_held_to_its_rules(string function) =>
        Assert.Equal(DiagnosticCodes.FunctionDeclaration, Suite.Problem(Suite.Script(Condition("A", isFixed: true), $"[{function}]")).Code);

    [Theory]
    [InlineData(
        """{ "id": 0, "condition": "The agent greets", "action": "", "type": "standard", "fixed_message": true }""",
        DiagnosticCodes.FirstCondition
    )]
    [InlineData(
        """{ "id": 0, "condition": 0, "action": "", "type": "action_followup", "fixed_message": true }""",
        DiagnosticCodes.FirstCondition
    )]
    [InlineData(
        """{ "id": 3, "condition": "FIRST_MESSAGE", "action": "", "type": "standard", "fixed_message": true }""",
        DiagnosticCodes.ConditionId
    )]
    [InlineData(
        """{ "id": 0, "condition": "FIRST_MESSAGE", "action": "", "type": "standard", "fixed_message": false }""",
        DiagnosticCodes.ConditionFixedMessage
    )]
    [InlineData(
        """{ "id": 0, "condition": "FIRST_MESSAGE", "action": "<function name='f' />", "type": "standard", "fixed_message": true }""",
        DiagnosticCodes.TagPlace
    )]
    [InlineData("", DiagnosticCodes.ActionsWithoutConditions)]
    public void The_opening_is_held_to_its_rules(string opening, string code)
    {
        var result = Suite.Read(
            $$"""
            { "version": "1", "scenarios": [ { "name": "Refund", "type": "conditional_actions", "language": "en",
                "conditional_actions": { "functions": [ { "name": "f", "config": { "url": "u" } } ], "conditions": [ {{opening}} ] } } ] }
            """
        );

        Assert.Equal(code, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void An_action_has_at_most_16_KB()
    {
        Assert.Empty(Suite.Read(Suite.Script(Condition(new string('x', 16 * 1024), isFixed: true))).Diagnostics);
        Assert.Equal(
            DiagnosticCodes.ActionTooLong,
            Suite.Problem(Suite.Script(Condition("ö" + new string('x', (16 * 1024) - 1), isFixed: true))).Code
        );
    }

    [Fact]
    public void Actions_of_another_type_are_a_warning()
    {
        var problem = Suite.Problem(Suite.Case("\"conditional_actions\": { \"conditions\": 1 }"));

        Assert.Equal((DiagnosticCodes.ActionsWithoutType, DiagnosticSeverity.Warning), (problem.Code, problem.Severity));
    }

    private static string Condition(string action, bool isFixed) =>
        $$"""{ "id": 1, "condition": "The agent asks", "action": "{{action}}", "type": "standard", "fixed_message": {{(isFixed ? "true" : "false")}} }""";
}
