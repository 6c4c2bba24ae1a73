using System.Text.Json.Nodes;
using Cekura.Emulator.Script;
using static Cekura.Emulator.Tests.Script.Scripts;

namespace Cekura.Emulator.Tests.Script;

public sealed class CallerScriptTests
{
    [Fact]
    public void Reads_role_and_entries_by_id()
    {
        var script = Of("Hello", When(4, "/b/", "Four"), When(2, "/a/", "Two", fixedMessage: false), After(5, 4, "Five"));

        Assert.Equal("You call to move an appointment", script.Role);
        Assert.Equal([0, 2, 4, 5], script.Conditions.Select(condition => condition.Id));
        Assert.Equal("Hello", script.Opening.Action);
        Assert.False(script.Conditions[1].FixedMessage);
        Assert.Equal(4, script.Conditions[3].Follows);
    }

    [Fact]
    public void Reads_the_json_string_of_instructions() =>
        Assert.Equal("Hello", CallerScript.Parse(JsonValue.Create(Json("Hello").ToJsonString())).Opening.Action);

    [Fact]
    public void An_opening_may_be_empty() => Assert.Equal("", Of(" ").Opening.Action);

    [Theory]
    [InlineData(
        """{"id":0,"condition":"Hello?","action":"Hi","type":"standard","fixed_message":true}""",
        "conditions[0]: first condition must have condition='FIRST_MESSAGE'"
    )]
    [InlineData(
        """{"id":3,"condition":"FIRST_MESSAGE","action":"Hi","type":"standard","fixed_message":true}""",
        "conditions[0]: first condition must have id=0"
    )]
    [InlineData(
        """{"id":0,"condition":"FIRST_MESSAGE","action":"Hi","type":"standard","fixed_message":false}""",
        "conditions[0]: first condition must have fixed_message=true"
    )]
    [InlineData("""{"id":0,"condition":"FIRST_MESSAGE","action":"Hi","fixed_message":true}""", "conditions[0]: type is required")]
    [InlineData("""{"id":0,"condition":"FIRST_MESSAGE","action":"Hi","type":"standard"}""", "conditions[0]: fixed_message is required")]
    [InlineData(
        """{"condition":"FIRST_MESSAGE","action":"Hi","type":"standard","fixed_message":true}""",
        "conditions[0]: id is required and must be an integer"
    )]
    [InlineData("\"Hello\"", "conditions[0]: must be an object")]
    public void Rejects_a_wrong_opening(string opening, string problem) =>
        Assert.Contains(problem, Problems(new JsonObject { ["role"] = "", ["conditions"] = new JsonArray(JsonNode.Parse(opening)) }));

    [Theory]
    [InlineData("""{"id":1,"condition":"x","action":"Hi","fixed_message":true}""", "type is required")]
    [InlineData(
        """{"id":1,"condition":"x","action":"Hi","type":"custom","fixed_message":true}""",
        "type must be standard or action_followup"
    )]
    [InlineData("""{"id":1,"condition":"x","action":"Hi","type":"standard"}""", "fixed_message is required")]
    [InlineData("""{"id":1,"condition":"x","action":"Hi","type":"standard","fixed_message":"true"}""", "fixed_message is required")]
    [InlineData("""{"id":0,"condition":"x","action":"Hi","type":"standard","fixed_message":true}""", "duplicate condition ID")]
    [InlineData("""{"id":1,"condition":"x","action":" ","type":"standard","fixed_message":true}""", "action cannot be empty")]
    [InlineData("""{"id":1,"condition":"x","type":"standard","fixed_message":true}""", "action must be a text")]
    [InlineData(
        """{"id":1,"condition":" ","action":"Hi","type":"standard","fixed_message":true}""",
        "condition of a standard entry must be a situation in words"
    )]
    [InlineData(
        """{"id":1,"condition":"0","action":"Hi","type":"action_followup","fixed_message":true}""",
        "condition of an action_followup must be the id of an earlier condition, as an integer"
    )]
    [InlineData(
        """{"id":1,"condition":1,"action":"Hi","type":"action_followup","fixed_message":true}""",
        "condition of an action_followup cannot be its own id"
    )]
    [InlineData(
        """{"id":1,"condition":2,"action":"Hi","type":"action_followup","fixed_message":true}""",
        "condition 2 of an action_followup is not the id of an earlier condition"
    )]
    [InlineData(
        """{"id":1,"condition":"/open","action":"Hi","type":"standard","fixed_message":true}""",
        "the regular expression /open has no closing /"
    )]
    [InlineData(
        """{"id":1,"condition":"/x/g","action":"Hi","type":"standard","fixed_message":true}""",
        "the regular expression /x/g has the unknown flag 'g'; there are i, m and s"
    )]
    [InlineData(
        """{"id":1,"condition":"/x(?!y)/","action":"Hi","type":"standard","fixed_message":true}""",
        "the regular expression /x(?!y)/ looks ahead, looks behind or refers back, which is not supported"
    )]
    [InlineData(
        """{"id":1,"condition":"x","action":"<function name=\"book\" />","type":"standard","fixed_message":true}""",
        "<function name=\"book\" /> references an undefined function"
    )]
    [InlineData(
        """{"id":1,"condition":"x","action":"{{function.book.id}}","type":"standard","fixed_message":true}""",
        "{{function.book.id}} references an undefined function"
    )]
    [InlineData(
        """{"id":1,"condition":"x","action":"{{function.find.nr}}","type":"standard","fixed_message":true}""",
        "'nr' is not a declared output of function 'find'"
    )]
    [InlineData(
        """{"id":1,"condition":"x","action":"{{function.find.id}}","type":"standard","fixed_message":false}""",
        "{{function.find.id}}: placeholders require fixed_message=true"
    )]
    public void Rejects_a_wrong_entry(string entry, string problem)
    {
        var script = Json("Hello", (JsonObject)JsonNode.Parse(entry)!);
        script["functions"] = JsonNode.Parse("""[{"name":"find","config":{"response_mapping":{"id":"$.id"}}}]""");

        Assert.Equal(["conditions[1]: " + problem], Problems(script));
    }

    [Fact]
    public void A_broken_regular_expression_says_why()
    {
        var problem = Assert.Single(Problems(Json("", When(1, "/a(/", "Hi"))));

        Assert.StartsWith("conditions[1]: the regular expression /a(/ cannot be read: ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Declared_functions_may_be_used()
    {
        var script = Json("", When(1, "x", "{{function.find.id}} <function name=\"find\" />"));
        script["functions"] = JsonNode.Parse("""[{"name":"find","config":{"response_mapping":{"id":"$.id"}}}]""");

        Assert.Empty(Problems(script));
    }

    [Theory]
    [InlineData("null", "conditional_actions must be an object with role and conditions")]
    [InlineData("""{"role":"x"}""", "conditions must be a list with at least one entry, the FIRST_MESSAGE")]
    [InlineData("""{"role":"x","conditions":[]}""", "conditions must be a list with at least one entry, the FIRST_MESSAGE")]
    public void Rejects_what_is_no_script(string json, string problem) => Assert.Equal([problem], Problems(JsonNode.Parse(json)));

    [Fact]
    public void Instructions_in_prose_are_no_script() =>
        Assert.StartsWith("instructions hold no JSON: ", Problems(JsonValue.Create("Call and book."))[0], StringComparison.Ordinal);

    [Fact]
    public void Parse_names_every_problem()
    {
        var exception = Assert.Throws<ScriptException>(() => CallerScript.Parse(Json("", When(1, "x", ""), When(1, "y", "Hi"))));

        Assert.Equal(["conditions[1]: action cannot be empty", "conditions[2]: duplicate condition ID"], exception.Problems);
        Assert.Equal(string.Join(Environment.NewLine, exception.Problems), exception.Message);
    }

    private static IReadOnlyList<string> Problems(JsonNode? script) =>
        Record.Exception(() => CallerScript.Parse(script)) is { } refusal ? Assert.IsType<ScriptException>(refusal).Problems : [];
}
