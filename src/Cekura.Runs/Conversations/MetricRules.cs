using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Text;

namespace Cekura.Runs.Conversations;

/// <summary>How one metric of <c>GET …/runs/{id}/</c> is read: when it applies, and whether it passes.</summary>
internal static class MetricRules
{
    /// <summary>The score of an expected outcome that is met.</summary>
    public const double OutcomeMet = 100;

    private const string ExpectedOutcome = "Expected Outcome";
    private const string ExpectedOutcomeCode = "expected_outcome";

    /// <summary>The older form names the type with a word that starts with binary, the newer one has its own field.</summary>
    public static bool IsBinary(RunMetric metric) =>
        metric.Type?.StartsWith("binary", StringComparison.OrdinalIgnoreCase) == true
        || string.Equals(metric.EvalType, "binary", StringComparison.OrdinalIgnoreCase);

    /// <summary>The built-in metric that repeats the expected outcome, which has rules of its own.</summary>
    public static bool IsExpectedOutcome(RunMetric metric) =>
        string.Equals(metric.VoceraDefinedMetricCode, ExpectedOutcomeCode, StringComparison.OrdinalIgnoreCase)
        || IsNamedExpectedOutcome(metric.Name);

    public static bool IsNamedExpectedOutcome(string name) => SameName(name, ExpectedOutcome);

    /// <summary>Names are typed by people, here and in the dashboard.</summary>
    public static bool SameName(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a rule of the rubric is about the metric.</summary>
    public static bool IsRuleOf(RubricEntry entry, RunMetric metric) =>
        (entry.MetricId is { } id && id == metric.Id) || SameName(entry.MetricName, metric.Name);

    /// <summary>
    /// The metrics that are meant by a name, else by an id, else by a slug: the code of a built-in metric, or the name in small letters
    /// with dashes or underscores.
    /// </summary>
    public static IReadOnlyList<RunMetric> Find(IReadOnlyList<RunMetric> metrics, string word)
    {
        var named = metrics.Where(metric => SameName(metric.Name, word)).ToList();
        if (named.Count > 0)
        {
            return named;
        }

        if (long.TryParse(word.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return [.. metrics.Where(metric => metric.Id == id)];
        }

        var slug = Slug(word);
        return slug.Length == 0
            ? []
            :
            [
                .. metrics.Where(metric =>
                    slug == Slug(metric.VoceraDefinedMetricCode) || slug == Slug(metric.FunctionName) || slug == Slug(metric.Name)
                ),
            ];
    }

    private static string Slug(string? text) =>
        string.Join(
            '_',
            (text ?? "")
                .ToLowerInvariant()
                .Split(
                    [.. (text ?? "").ToLowerInvariant().Where(character => !char.IsLetterOrDigit(character)).Distinct()],
                    StringSplitOptions.RemoveEmptyEntries
                )
        );

    /// <summary>
    /// A trigger that did not fire, or no score and no label. The form with <c>passed</c> alone has no score; where that is sent too,
    /// its null decides. What cannot be read applies.
    /// </summary>
    public static bool IsNotApplicable(RunMetric metric) =>
        metric.TriggerFailed
        || (
            metric.Unreadable is null
            && metric is { Score: null, Label: null or "" }
            && (metric.Passed is null || (metric.Type is not null && metric.IsScored))
        );

    /// <summary>Whether a binary metric passes; null when it is not binary, not applicable, or scored unlike either.</summary>
    public static bool? Passes(RunMetric metric) =>
        metric switch
        {
            _ when IsNotApplicable(metric) || !IsBinary(metric) => null,
            { Passed: { } passed } => passed,
            { ScoreNormalized: 1 } => true,
            { ScoreNormalized: 0 } => false,
            { Score: >= 5 } => true,
            { Score: 0 } => false,
            _ => null,
        };

    /// <summary>The field that cannot be read, and what stands in it; null: there is none.</summary>
    public static string? Unreadable(RunMetric metric) => metric.Unreadable;

    /// <summary>
    /// Whether a metric that passes or fails has a score that is neither. That of the expected outcome repeats another score.
    /// </summary>
    public static bool IsUndecided(RunMetric metric) =>
        metric.Unreadable is null && IsBinary(metric) && !IsExpectedOutcome(metric) && !IsNotApplicable(metric) && Passes(metric) is null;

    /// <summary>
    /// <c>pass</c>, <c>fail</c>, <c>not applicable</c>, a label or a number, as the service means it; or what cannot be read.
    /// </summary>
    /// <param name="metric">The metric.</param>
    /// <param name="limit">The number that its score is held against.</param>
    public static string Value(RunMetric metric, double? limit = null) =>
        metric switch
        {
            { Unreadable: { } found } => $"unreadable ({found})",
            _ when IsNotApplicable(metric) => "not applicable",
            _ when Passes(metric) is { } passes => passes ? "pass" : "fail",
            { Label: { Length: > 0 } label } => label,
            { Score: { } score } => NumberText.Of(score, limit),
            _ => metric.Passed == true ? "pass" : "fail",
        };

    public static string Number(double value) => NumberText.Of(value);
}
