using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Suites;

public sealed class SuiteSchemaTests
{
    [Theory]
    [InlineData("""{ "scenarios": [ { "name": "A", "instructions": "" } ] }""", "CEK0310", 1, 1)]
    [InlineData("""{ "version": "1" }""", "CEK0310", 1, 1)]
    [InlineData("""{ "version": 1, "scenarios": [ { "name": "A", "instructions": "" } ] }""", "CEK0318", 1, 14)]
    [InlineData("""{ "version": "2", "scenarios": [ { "name": "A", "instructions": "" } ] }""", "CEK0318", 1, 14)]
    [InlineData("""{ "version": "1", "scenarios": [] }""", "CEK0316", 1, 32)]
    [InlineData("""{ "version": "1", "scenarios": {} }""", "CEK0312", 1, 32)]
    [InlineData("""{ "version": "1", "scenarios": [ 1 ] }""", "CEK0312", 1, 34)]
    [InlineData("""[]""", "CEK0312", 1, 1)]
    [InlineData("""null""", "CEK0312", 1, 1)]
    [InlineData("""{ "version": "1", "scenarios": [ { "instructions": "" } ] }""", "CEK0310", 1, 34)]
    [InlineData("""{ "version": "1", "scenarios": [ { "name": "", "instructions": "" } ] }""", "CEK0314", 1, 44)]
    [InlineData("""{ "version": "1", "scenarios": [ { "name": "A" } ] }""", "CEK0322", 1, 34)]
    [InlineData("""{ "version": "1", "suite": { "name": 1 }, "scenarios": [ { "name": "A", "instructions": "" } ] }""", "CEK0312", 1, 38)]
    [InlineData("""{ "version": "1", "suite": { "title": "" }, "scenarios": [ { "name": "A", "instructions": "" } ] }""", "CEK0311", 1, 30)]
    [InlineData(
        """{ "version": "1", "defaults": { "name": "" }, "scenarios": [ { "name": "A", "instructions": "" } ] }""",
        "CEK0311",
        1,
        33
    )]
    [InlineData(
        """{ "version": "1", "defaults": { "concurrency_limit": 0 }, "scenarios": [ { "name": "A", "instructions": "" } ] }""",
        "CEK0319",
        1,
        54
    )]
    [InlineData("""{ "version": "1", "agent_id": 12, "scenarios": [ { "name": "A", "instructions": "" } ] }""", "CEK0324", 1, 19)]
    [InlineData(
        """{ "version": "1", "scenarios": [ { "name": "A", "type": "conditional_actions", "language": "en", "instructions": "" } ] }""",
        "CEK0322",
        1,
        34
    )]
    [InlineData(
        """{ "version": "1", "defaults": { "language": "en" }, "scenarios": [ { "name": "A", "type": "real_world_smart" } ] }""",
        "CEK0322",
        1,
        68
    )]
    public void A_violation_has_its_code_and_its_place(string json, string code, int line, int column)
    {
        var problem = Suite.Problem(json);

        Assert.Equal((code, line, column), (problem.Code, problem.Location.Line, problem.Location.Column));
        Assert.Equal(DiagnosticSeverity.Error, problem.Severity);
        Assert.False(Suite.Read(json).FollowsSchema);
    }

    [Theory]
    [InlineData("\"frequency\": \"2\"", "CEK0312")]
    [InlineData("\"frequency\": 1.5", "CEK0312")]
    [InlineData("\"frequency\": 0", "CEK0319")]
    [InlineData("\"frequency\": 1e400", "CEK0312")]
    [InlineData("\"frequency\": null", "CEK0312")]
    [InlineData("\"max_duration\": -3", "CEK0319")]
    [InlineData("\"language\": \"English\"", "CEK0317")]
    [InlineData("\"language\": 1", "CEK0312")]
    [InlineData("\"type\": \"scripted\"", "CEK0317")]
    [InlineData("\"type\": null", "CEK0312")]
    [InlineData("\"key\": 1", "CEK0312")]
    [InlineData("\"expected_outcome\": []", "CEK0312")]
    [InlineData("\"first_message\": {}", "CEK0312")]
    [InlineData("\"conditional_actions\": []", "CEK0312")]
    [InlineData("\"tools\": [ \"hang_up\" ]", "CEK0317")]
    [InlineData("\"tools\": \"dtmf\"", "CEK0312")]
    [InlineData("\"tags\": [ 1 ]", "CEK0312")]
    [InlineData("\"metrics\": [ 0 ]", "CEK0320")]
    [InlineData("\"metrics\": [ 1.5 ]", "CEK0320")]
    [InlineData("\"metrics\": [ \"\" ]", "CEK0320")]
    [InlineData("\"metrics\": [ \"Greets\" ]", "CEK0320")]
    [InlineData("\"metrics\": [ \"greets\\n\" ]", "CEK0320")]
    [InlineData("\"metrics\": [ true ]", "CEK0320")]
    [InlineData("\"personality\": 0", "CEK0319")]
    [InlineData("\"personality\": \"3\"", "CEK0312")]
    [InlineData("\"personality\": { \"base\": {} }", "CEK0312")]
    [InlineData("\"personality\": { \"base\": 3, \"speed\": 1.21 }", "CEK0319")]
    [InlineData("\"personality\": { \"base\": 3, \"speed\": \"1\" }", "CEK0312")]
    [InlineData("\"personality\": { \"base\": 3, \"end_call_enabled\": 1 }", "CEK0312")]
    [InlineData("\"personality\": { \"base\": 3, \"prompt\": \"\" }", "CEK0314")]
    [InlineData("\"personality\": { \"base\": 3, \"provider\": \"openai\" }", "CEK0317")]
    [InlineData("\"personality\": { \"base\": 3, \"message_plan\": {} }", "CEK0325")]
    [InlineData("\"personality\": { \"base\": 3, \"accent\": \"Texan\" }", "CEK0349")]
    [InlineData("\"accent\": \"Texan\"", "CEK0311")]
    [InlineData("\"phone_number\": 17776666333", "CEK0312")]
    [InlineData("\"personality\": { \"base\": 3, \"colour\": 1 }", "CEK0311")]
    [InlineData(
        "\"personality\": { \"language\": \"en\", \"prompt\": \"p\", \"voice_model\": \"sonic-3.5\", \"voice_id\": \"v\" }",
        "CEK0323"
    )]
    [InlineData("\"test_profile\": {}", "CEK0321")]
    [InlineData("\"test_profile\": false", "CEK0312")]
    [InlineData("\"test_profile\": { \"agent_variables\": [] }", "CEK0312")]
    [InlineData("\"test_profile\": { \"information\": {} }", "CEK0311")]
    [InlineData("\"message_plan\": {}", "CEK0311")]
    [InlineData("\"api_key\": \"x\"", "CEK0311")]
    public void A_test_case_is_held_to_the_schema(string property, string code)
    {
        Assert.Equal(code, Suite.Problem(Suite.Case(property)).Code);
        Assert.False(Suite.Read(Suite.Case(property)).FollowsSchema);
    }

    [Theory]
    [InlineData("\"frequency\": 2.0")]
    [InlineData("\"frequency\": 1e1")]
    [InlineData("\"frequency\": 0.99999999999999999999")]
    [InlineData("\"key\": \"\"")]
    [InlineData("\"tags\": [ \"\" ], \"metrics\": [], \"tools\": [ \"dtmf\", \"dtmf\" ]")]
    [InlineData("\"metrics\": [ 5.0, \"greets_by_name_2\" ]")]
    [InlineData("\"personality\": { \"base\": 3.0, \"speed\": 0.8 }")]
    [InlineData(
        "\"personality\": { \"language\": \"multi\", \"prompt\": \"p\", \"voice_model\": \"sonic-3.5\", \"voice_id\": \"v\", \"background_noise\": \"\" }"
    )]
    [InlineData("\"test_profile\": { \"agent_variables\": {} }")]
    [InlineData("\"phone_number\": \"+17776666333\"")]
    public void What_the_schema_allows_is_no_problem(string property)
    {
        var result = Suite.Read(Suite.Case(property));

        Assert.Empty(result.Diagnostics);
        Assert.True(result.FollowsSchema);
    }

    [Fact]
    public void Lengths_count_characters_not_code_units()
    {
        var emoji = string.Concat(Enumerable.Repeat("😀", 128));

        Assert.True(Suite.Read(Suite.Case($"\"key\": \"{emoji}\"")).FollowsSchema);
        Assert.Equal("\"key\" has 129 characters, at most 128 are allowed.", Suite.Problem(Suite.Case($"\"key\": \"{emoji}x\"")).Message);
    }

    [Theory]
    [InlineData("tags", "\"t\"", 32)]
    [InlineData("metrics", "7", 64)]
    [InlineData("tools", "\"dtmf\"", 16)]
    public void Lists_have_limits(string property, string entry, int most)
    {
        Assert.True(Suite.Read(Suite.Case(List(most))).FollowsSchema);
        Assert.Equal(
            $"\"{property}\" has {most + 1} entries, at most {most} are allowed. The rest begins here.",
            Suite.Problem(Suite.Case(List(most + 1))).Message
        );

        string List(int count) => $"\"{property}\": [{string.Join(',', Enumerable.Repeat(entry, count))}]";
    }

    [Fact]
    public void A_suite_has_at_most_200_test_cases()
    {
        Assert.True(Suite.Read(Of(200)).FollowsSchema);
        Assert.Equal("CEK0315", Suite.Problem(Of(201)).Code);

        static string Of(int count) =>
            $$"""{ "version": "1", "scenarios": [{{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{ "name": "{{i}}", "instructions": "" }"""))}}] }""";
    }

    [Theory]
    [InlineData("\"metric\": []", "\"metric\" is not a property of a test case. Did you mean \"metrics\"?")]
    [InlineData("\"language\": \"eng\"", "\"language\" does not know \"eng\". Did you mean \"en\"?")]
    [InlineData("\"personality\": { \"base\": 3, \"interruption_level\": 1 }", "An inline personality cannot set \"interruption_level\".")]
    public void A_message_says_what_to_do(string property, string message) =>
        Assert.StartsWith(message, Suite.Problem(Suite.Case(property)).Message, StringComparison.Ordinal);

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        var result = Suite.Read(
            """
            { "version": "3", "agent_id": 1,
              "scenarios": [
                { "instructions": 7, "metrics": [ "A b" ] },
                { "name": "B", "tags": 1 } ] }
            """
        );

        Assert.Equal(
            ["CEK0318 1", "CEK0324 1", "CEK0310 3", "CEK0312 3", "CEK0320 3", "CEK0322 4", "CEK0312 4"],
            result.Diagnostics.Select(problem => $"{problem.Code} {problem.Location.Line}")
        );
        Assert.Null(result.Suite);
    }

    [Fact]
    public void Ten_thousand_problems_stop_at_a_hundred_with_a_count()
    {
        var diagnostics = Suite.Read(Suite.Case($"\"metrics\": [{string.Join(',', Enumerable.Repeat("0", 10_000))}]")).Diagnostics;

        Assert.Equal(101, diagnostics.Count);
        Assert.StartsWith("9901 more problems", diagnostics[^1].Message, StringComparison.Ordinal);
    }
}
