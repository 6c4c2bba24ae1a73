using System.Text;
using Cekura.Manifests.Suites;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Suites;

public sealed class SuiteReaderTests
{
    private const string Everything = """
        {
          "version": "1",
          "suite": { "name": "Refunds", "description": "Money back" },
          "defaults": { "frequency": 2, "language": "en", "metrics": [ "polite", 7 ], "tags": [ "all" ], "personality": 3, "concurrency_limit": 4 },
          "scenarios": [
            { "key": "gift", "name": "Gift", "instructions": "Return a gift.", "metrics": [ 7.0, "quick" ], "tags": [ "smoke" ] },
            { "name": "Late", "instructions": "It came late.", "frequency": 5, "personality": { "base": 3, "name": "Angry" } }
          ]
        }
        """;

    [Fact]
    public void Reads_the_suite()
    {
        var suite = Suite.Of(Everything);

        Assert.Equal(("Refunds", 4, Suite.Path), (suite.Name, suite.ConcurrencyLimit, suite.Path));
        Assert.Equal(["gift", null], suite.Entries.Select(entry => entry.Key));
        Assert.Equal(
            [new SourceLocation(Suite.Path, 6, 5), new SourceLocation(Suite.Path, 7, 5)],
            suite.Entries.Select(entry => entry.Location)
        );
    }

    [Fact]
    public void Defaults_are_overridden_field_by_field_and_metrics_are_such_a_field()
    {
        var suite = Suite.Of(Everything);

        Assert.Equal([2, 5], suite.Entries.Select(entry => entry.Frequency));
        Assert.Equal(["smoke"], suite.Entries[0].Tags);
        Assert.Equal(["all"], suite.Entries[1].Tags);
        Assert.Equal(
            """{"key":"gift","name":"Gift","instructions":"Return a gift.","metrics":[7.0,"quick"],"tags":["smoke"],"frequency":2,"language":"en","personality":3}""",
            suite.Entries[0].ToJson().ToJsonString()
        );
        Assert.Equal("""["polite",7]""", suite.Entries[1].ToJson()["metrics"]!.ToJsonString());
        Assert.Equal("""{"base":3,"name":"Angry"}""", suite.Entries[1].ToJson()["personality"]!.ToJsonString());
    }

    [Theory]
    [InlineData(0, "", 6, 5)]
    [InlineData(0, "name", 6, 30)]
    [InlineData(0, "metrics[0]", 6, 85)]
    [InlineData(0, "metrics[1]", 6, 90)]
    [InlineData(1, "metrics[0]", 4, 64)]
    [InlineData(0, "metrics[9]", 6, 83)]
    [InlineData(0, "personality", 4, 113)]
    [InlineData(1, "personality.voice_model", 7, 87)]
    [InlineData(1, "personality.name", 7, 108)]
    [InlineData(1, "something.else", 7, 5)]
    public void A_path_of_the_service_leads_to_the_deepest_place_that_the_file_holds(int entry, string path, int line, int column) =>
        Assert.Equal(new SourceLocation(Suite.Path, line, column), Suite.Of(Everything).Entries[entry].Locate(path));

    [Theory]
    [InlineData("refunds.tests.json", "refunds")]
    [InlineData("tests/Money back.TESTS.json", "Money back")]
    [InlineData("other.json", "other")]
    public void A_suite_without_a_name_is_called_like_its_file(string path, string name) =>
        Assert.Equal(
            name,
            new SuiteReader()
                .Parse(
                    """{ "version": "1", "suite": { "name": " " }, "scenarios": [{ "name": "A", "instructions": "" }] }"""u8.ToArray(),
                    path
                )
                .Suite!.Name
        );

    [Theory]
    [InlineData("{ // ours\n \"version\": \"1\" }", 1, 3)]
    [InlineData("{ \"version\": \"1\" } /* ours */", 1, 20)]
    [InlineData("{ \"version\": \"1\",\n }", 2, 2)]
    [InlineData("{ \"version\": \"1\", \"scenarios\": [ 1, ] }", 1, 37)]
    public void Comments_and_trailing_commas_are_refused_in_so_many_words(string json, int line, int column)
    {
        var problem = Suite.Problem(json);

        Assert.Equal((DiagnosticCodes.NotPlainJson, line, column), (problem.Code, problem.Location.Line, problem.Location.Column));
        Assert.Contains("no comments", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", DiagnosticCodes.SuiteEmpty)]
    [InlineData(" \n", DiagnosticCodes.SuiteEmpty)]
    [InlineData("{", DiagnosticCodes.NotJson)]
    [InlineData("{ \"version\": '1' }", DiagnosticCodes.NotJson)]
    [InlineData("{ \"version\": / }", DiagnosticCodes.NotJson)]
    [InlineData("{ \"version\": \"1\", \"version\": \"1\" }", DiagnosticCodes.DuplicateProperty)]
    public void A_text_that_is_no_suite_has_a_code(string text, string code) =>
        Assert.Contains(Suite.Read(text).Diagnostics, problem => problem.Code == code);

    [Fact]
    public void A_suite_above_1_MB_is_refused()
    {
        var json = Encoding.UTF8.GetBytes(Suite.Case($"\"first_message\": \"{new string('x', SuiteReader.DefaultMaxBytes)}\""));

        Assert.Equal(DiagnosticCodes.SuiteTooLarge, Assert.Single(new SuiteReader().Parse(json, Suite.Path).Diagnostics).Code);
    }

    [Fact]
    public void A_missing_file_and_a_folder_have_their_codes()
    {
        Assert.Equal(DiagnosticCodes.SuiteNotFound, Assert.Single(new SuiteReader().Read("nowhere.tests.json").Diagnostics).Code);
        Assert.Equal(
            DiagnosticCodes.SuiteUnreadable,
            Assert.Single(new SuiteReader().Read(Path.GetTempPath(), "shown.tests.json").Diagnostics).Code
        );
    }

    [Fact]
    public void A_key_is_used_once()
    {
        var result = Suite.Read(
            """
            { "version": "1", "scenarios": [ { "key": "k", "name": "A", "instructions": "" },
              { "key": "k", "name": "B", "instructions": "" } ] }
            """
        );

        var problem = Assert.Single(result.Diagnostics);
        Assert.Equal((DiagnosticCodes.SuiteDuplicateKey, 2), (problem.Code, problem.Location.Line));
        Assert.Contains("refunds.tests.json(1,43)", problem.Message, StringComparison.Ordinal);
        Assert.True(result.FollowsSchema);
    }

    [Fact]
    public void Two_test_cases_of_one_name_differ_in_their_personality()
    {
        Assert.Equal(DiagnosticCodes.SuiteDuplicateCase, Suite.Problem(TwoCalledA("\"personality\": 3")).Code);
        Assert.Empty(Suite.Read(TwoCalledA("\"personality\": 4")).Diagnostics);

        static string TwoCalledA(string second) =>
            $$"""{ "version": "1", "defaults": { "personality": 3 }, "scenarios": [ { "name": "A", "instructions": "" }, { "name": "A", "instructions": "x", {{second}} } ] }""";
    }

    [Theory]
    [InlineData("\"frequency\": 1000001")]
    [InlineData("\"personality\": 9007199254740992")]
    public void A_number_that_cannot_be_meant_is_our_own_rule(string property)
    {
        var result = Suite.Read(Suite.Case(property));

        Assert.Equal(DiagnosticCodes.SuiteNumberTooLarge, Assert.Single(result.Diagnostics).Code);
        Assert.True(result.FollowsSchema);
    }
}
