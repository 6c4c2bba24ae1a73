using Cekura.Manifests.Suites;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Suites;

public sealed class SuiteLintTests
{
    private const string Ending = "\"tools\": [\"end_call\"]";

    [Theory]
    [InlineData("\"metrics\": []")]
    [InlineData("\"expected_outcome\": \" \"")]
    [InlineData("\"tags\": []")]
    public void A_test_case_that_measures_nothing(string properties)
    {
        var warning = Assert.Single(SuiteLint.Check(Suite.Of(Suite.Case($"{properties}, {Ending}"))));

        Assert.Equal(DiagnosticCodes.NothingMeasured, warning.Code);
        Assert.Equal(DiagnosticSeverity.Warning, warning.Severity);
        Assert.Equal(new SourceLocation(Suite.Path, 1, 34), warning.Location);
    }

    [Theory]
    [InlineData("\"metrics\": [3], \"tools\": [\"end_call\"]")]
    [InlineData("\"expected_outcome\": \"Refunded.\", \"tools\": [\"dtmf\", \"end_call_only_on_transfer\"]")]
    public void A_test_case_as_it_is_meant(string properties) => Assert.Empty(SuiteLint.Check(Suite.Of(Suite.Case(properties))));

    [Fact]
    public void Metrics_of_the_defaults_count() =>
        Assert.Empty(
            SuiteLint.Check(
                Suite.Of(
                    """{ "version": "1", "defaults": { "metrics": [3] }, "scenarios": [ { "name": "A", "instructions": "Ask.", "tools": ["end_call"] } ] }"""
                )
            )
        );

    [Theory]
    [InlineData("\"metrics\": [3]")]
    [InlineData("\"metrics\": [3], \"tools\": [\"dtmf\"]")]
    public void A_caller_that_cannot_end_the_conversation(string properties) =>
        Assert.Equal(DiagnosticCodes.CallerNeverEnds, Assert.Single(SuiteLint.Check(Suite.Of(Suite.Case(properties)))).Code);

    [Theory]
    [InlineData("Bye. <endcall />", false)]
    [InlineData("Bye.", true)]
    [InlineData("Bye. endcall", true)]
    public void A_script_ends_the_conversation_by_its_tag(string action, bool isWarned)
    {
        var script = Suite.Script(
            $$"""{ "id": 1, "condition": "Always", "action": "{{action}}", "type": "standard", "fixed_message": true }"""
        );

        Assert.Equal(isWarned, SuiteLint.Check(Suite.Of(script)).Any(warning => warning.Code == DiagnosticCodes.CallerNeverEnds));
    }
}
