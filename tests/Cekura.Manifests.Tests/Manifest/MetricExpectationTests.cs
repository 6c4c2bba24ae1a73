using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Manifest;

public sealed class MetricExpectationTests
{
    private static readonly SourceLocation Here = new("cekura.json", 1, 1);

    [Theory]
    [InlineData("pass", ExpectationOperator.Pass, null)]
    [InlineData(" fail ", ExpectationOperator.Fail, null)]
    [InlineData("<= 2000", ExpectationOperator.AtMost, 2000.0)]
    [InlineData("<2.5", ExpectationOperator.LessThan, 2.5)]
    [InlineData(">= -1", ExpectationOperator.AtLeast, -1.0)]
    [InlineData(">1e3", ExpectationOperator.GreaterThan, 1000.0)]
    [InlineData("== 0", ExpectationOperator.Equal, 0.0)]
    internal void Reads_verdicts_and_comparisons(string expression, ExpectationOperator comparison, double? number)
    {
        Assert.True(MetricExpectation.TryParse("Latency", expression, Here, out var expectation));

        Assert.Equal((comparison, number), (expectation.Operator, expectation.Number));
        Assert.Equal(("Latency", expression.Trim()), (expectation.Metric, expectation.Expression));
        Assert.Empty(expectation.Labels);
    }

    [Theory]
    [InlineData("in happy", new[] { "happy" })]
    [InlineData("in\thappy ,  very neutral", new[] { "happy", "very neutral" })]
    public void Reads_labels(string expression, string[] labels)
    {
        Assert.True(MetricExpectation.TryParse("Sentiment", expression, Here, out var expectation));

        Assert.Equal(ExpectationOperator.In, expectation.Operator);
        Assert.Equal(labels, expectation.Labels);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2000")]
    [InlineData("= 2000")]
    [InlineData("<= ")]
    [InlineData("<= two")]
    [InlineData("<= 1,5")]
    [InlineData("<= NaN")]
    [InlineData("<= Infinity")]
    [InlineData("<= 1e999")]
    [InlineData("in")]
    [InlineData("in ")]
    [InlineData("in happy,")]
    [InlineData("inside")]
    [InlineData("PASS")]
    public void Refuses_everything_else(string expression)
    {
        Assert.False(MetricExpectation.TryParse("Latency", expression, Here, out _));
        Assert.Equal(DiagnosticCodes.InvalidExpectation, Reading.ScenarioProblem($$""" "expect": { "Latency": "{{expression}}" } """).Code);
    }

    [Fact]
    public void A_bare_value_is_told_the_forms()
    {
        var problem = Reading.ScenarioProblem("\"expect\": { \"Latency\": 2000 }");

        Assert.Equal(DiagnosticCodes.InvalidExpectation, problem.Code);
        Assert.EndsWith("this is the number 2000.", problem.Message, StringComparison.Ordinal);
    }
}
