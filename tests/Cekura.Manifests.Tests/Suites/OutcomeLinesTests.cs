using Cekura.Manifests.Suites;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Suites;

/// <summary>Lines of an expected outcome that cannot be judged, and lines that look a little like them.</summary>
public sealed class OutcomeLinesTests
{
    private static readonly SourceLocation Here = new("a.tests.json", 3, 7);

    [Theory]
    [InlineData("The agent confirms the time and says goodbye.", DiagnosticCodes.TwoDemands)]
    [InlineData("The agent books Thursday, and never mentions the price", DiagnosticCodes.TwoDemands)]
    [InlineData("The agent apologises. The agent offers a refund.", DiagnosticCodes.TwoDemands)]
    [InlineData("The agent apologises; a refund is offered", DiagnosticCodes.TwoDemands)]
    [InlineData("- The agent gives a good answer", DiagnosticCodes.NoMeasure)]
    [InlineData("The agent responds appropriately", DiagnosticCodes.NoMeasure)]
    [InlineData("The call is handled well", DiagnosticCodes.NoMeasure)]
    [InlineData("The agent is professional", DiagnosticCodes.NoMeasure)]
    [InlineData("The agent answers quickly", DiagnosticCodes.NotInTranscript)]
    [InlineData("The agent's tone of voice is calm", DiagnosticCodes.NotInTranscript)]
    public void A_line_that_cannot_be_judged(string line, string code)
    {
        var warning = Assert.Single(OutcomeLines.Check("Test case \"A\"", line, Here));

        Assert.Equal((code, DiagnosticSeverity.Warning, Here), (warning.Code, warning.Severity, warning.Location));
        Assert.StartsWith("Test case \"A\" expects \"", warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("The agent confirms the time.")]
    [InlineData("The agent asks for name and date of birth.")]
    [InlineData("The agent reads back date and time")]
    [InlineData("* The agent says goodbye.")]
    [InlineData("The agent says good morning as well")]
    [InlineData("The agent asks for names and numbers")]
    [InlineData("The agent says that Dr. Porter is away")]
    [InlineData("The agent wishes the caller a pleasant day")]
    [InlineData("The agent books 10.30 on Thursday\nThe agent says goodbye")]
    public void A_line_that_can(string lines) => Assert.Empty(OutcomeLines.Check("Test case \"A\"", lines, Here));

    [Fact]
    public void A_line_that_a_rule_judges_is_not_looked_at() =>
        Assert.Empty(OutcomeLines.Check("A", "- The agent is good.", Here, line => line == "The agent is good."));

    [Fact]
    public void Each_line_is_told_by_itself() =>
        Assert.Equal(
            [DiagnosticCodes.NoMeasure, DiagnosticCodes.NotInTranscript],
            OutcomeLines.Check("A", "All goes smoothly\nIt ends\nNo lag: the agent answers promptly", Here).Select(warning => warning.Code)
        );
}
