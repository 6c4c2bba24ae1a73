using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Manifest;

/// <summary>What the manifest wants of one metric, an entry of <c>expect</c> (verdict rule V22b).</summary>
/// <param name="Metric">The metric's name, as the manifest writes it.</param>
/// <param name="Expression">The expression as written, without surrounding white space.</param>
/// <param name="Location">Where the expression stands.</param>
internal sealed record MetricExpectation(string Metric, string Expression, SourceLocation Location)
{
    private static readonly (string Sign, ExpectationOperator Operator)[] Comparisons =
    [
        // Longer signs first: "<=" also starts with "<".
        ("<=", ExpectationOperator.AtMost),
        (">=", ExpectationOperator.AtLeast),
        ("==", ExpectationOperator.Equal),
        ("<", ExpectationOperator.LessThan),
        (">", ExpectationOperator.GreaterThan),
    ];

    /// <summary>How the metric is compared.</summary>
    public ExpectationOperator Operator { get; private init; }

    /// <summary>The number to compare with, in the metric's own unit; null unless the operator compares numbers. Finite.</summary>
    public double? Number { get; private init; }

    /// <summary>The labels of <c>in</c>, at least one; empty for every other operator.</summary>
    public IReadOnlyList<string> Labels { get; private init; } = [];

    /// <summary>Reads <c>pass</c>, <c>fail</c>, <c>&lt;= &lt; &gt;= &gt; ==</c> with a number, or <c>in a, b</c>.</summary>
    /// <returns>False when the expression has none of these forms.</returns>
    public static bool TryParse(
        string metric,
        string expression,
        SourceLocation location,
        [NotNullWhen(true)] out MetricExpectation? expectation
    )
    {
        ArgumentNullException.ThrowIfNull(expression);
        var text = expression.Trim();
        var unparsed = new MetricExpectation(metric, text, location);
        expectation = text switch
        {
            "pass" => unparsed with { Operator = ExpectationOperator.Pass },
            "fail" => unparsed with { Operator = ExpectationOperator.Fail },
            _ => WithLabels(unparsed, text) ?? WithNumber(unparsed, text),
        };
        return expectation is not null;
    }

    private static MetricExpectation? WithLabels(MetricExpectation unparsed, string text)
    {
        if (text.Length < 3 || !text.StartsWith("in", StringComparison.Ordinal) || !char.IsWhiteSpace(text[2]))
        {
            return null;
        }

        var labels = text[3..].Split(',', StringSplitOptions.TrimEntries);
        return labels.Any(label => label.Length == 0) ? null : unparsed with { Operator = ExpectationOperator.In, Labels = labels };
    }

    private static MetricExpectation? WithNumber(MetricExpectation unparsed, string text)
    {
        var (sign, comparison) = Comparisons.FirstOrDefault(pair => text.StartsWith(pair.Sign, StringComparison.Ordinal));
        return
            sign is not null
            && double.TryParse(text.AsSpan(sign.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? unparsed with
            {
                Operator = comparison,
                Number = number,
            }
            : null;
    }
}
