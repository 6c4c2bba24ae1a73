using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Runs.Verdict;

/// <summary>What a run gives to judge it by: the derived values of the verdict rules.</summary>
internal sealed class Evidence
{
    private const double Undecided = 50;

    public Evidence(Run run)
    {
        Run = run;
        Unreadable = UnreadableOf(run);
        Outcome = Read(run.ExpectedOutcome, IsUnreadable(DecidingPart.ExpectedOutcome));
        RubricFailed = [.. run.Rubric.Where(entry => entry.Passed == false)];
        BinaryFailed = [.. run.Metrics.Where(metric => !MetricRules.IsExpectedOutcome(metric) && MetricRules.Passes(metric) == false)];
        Critical =
        [
            .. run.CriticalCategories.Where(category =>
                string.Equals(category.Priority, "critical", StringComparison.OrdinalIgnoreCase) && !category.WronglyMarked
            ),
        ];
    }

    public Run Run { get; }

    public ExpectedOutcomeState Outcome { get; }

    public IReadOnlyList<RubricEntry> RubricFailed { get; }

    public IReadOnlyList<RunMetric> BinaryFailed { get; }

    /// <summary>Critical deviations that no person marked as wrong.</summary>
    public IReadOnlyList<CriticalCategory> Critical { get; }

    /// <summary>What stands in the run and cannot be read. It is not the same as nothing.</summary>
    public IReadOnlyList<UnreadablePart> Unreadable { get; }

    /// <summary>Whether nothing but the undecided expected outcome stands against the run.</summary>
    public bool OnlyOutcomeIsBlocked =>
        Outcome == ExpectedOutcomeState.Blocked
        && BinaryFailed.Count == 0
        && RubricFailed.All(IsExpectedOutcomeRule)
        && !IsUnreadable(DecidingPart.Metrics)
        && !IsUnreadable(DecidingPart.Rubric);

    /// <summary>Whether the run was judged by nothing that applies and can be read: it only shows that a conversation completed.</summary>
    public bool IsEmpty =>
        Outcome is ExpectedOutcomeState.None or ExpectedOutcomeState.Unreadable
        && Run.Metrics.All(metric => metric.Unreadable is not null || MetricRules.IsNotApplicable(metric))
        && Run.Rubric.All(rule => rule.Passed is null);

    /// <summary>Parts of the expected outcome that were not met, in the service's own words, each with what happened instead.</summary>
    public IEnumerable<string> UnmetParts => Marked("❌").SelectMany(WithWhatHappened);

    /// <summary>The first part of the expected outcome that was not met, and the turn that shows it; empty when no part is named.</summary>
    public (string Part, int? Turn) FirstUnmet
    {
        get
        {
            var part = Run.ExpectedOutcome?.Alignments.FirstOrDefault(part =>
                part.Aligned == Alignment.No && !string.IsNullOrWhiteSpace(part.PromptPart)
            );
            return part is null
                ? (Marked("❌").FirstOrDefault()?["❌".Length..].Trim() ?? "", null)
                : (part.PromptPart!.Trim(), CheckRemarks.OfPart(Run, part).Place?.Number);
        }
    }

    /// <summary>Parts of the expected outcome that could not be judged.</summary>
    public IReadOnlyList<string> BlockedParts
    {
        get
        {
            IReadOnlyList<string> parts =
            [
                .. (Run.ExpectedOutcome?.Alignments ?? [])
                    .Where(alignment => alignment.Aligned == Alignment.Blocked)
                    .Select(alignment => LetterEscapes.Read(alignment.PromptPart ?? alignment.Outcome ?? ""))
                    .Where(part => part.Length > 0),
            ];
            return parts.Count > 0 ? parts : [.. Marked("🟡").Select(line => line["🟡".Length..].Trim())];
        }
    }

    /// <summary>
    /// Whether nothing judged the run but the service's own word: no expected outcome, no passing or failing metric, no rule of a rubric.
    /// Ratings alone judge nothing.
    /// </summary>
    public bool DecidesNothing =>
        Outcome is ExpectedOutcomeState.None or ExpectedOutcomeState.Unreadable
        && Run.Metrics.All(metric => metric.Unreadable is not null || MetricRules.Passes(metric) is null)
        && Run.Rubric.All(rule => rule.Passed is null);

    /// <summary>Whether something of a part cannot be read.</summary>
    public bool IsUnreadable(DecidingPart part) => Unreadable.Any(strange => strange.Part == part);

    /// <summary>Whether a rule of the rubric is about the expected outcome.</summary>
    public bool IsExpectedOutcomeRule(RubricEntry entry) =>
        MetricRules.IsNamedExpectedOutcome(entry.MetricName)
        || Run.Metrics.Any(metric => metric.Id is { } id && id == entry.MetricId && MetricRules.IsExpectedOutcome(metric));

    private IEnumerable<string> Marked(string mark) =>
        (Run.ExpectedOutcome?.Explanation ?? [])
            .SelectMany(text => LetterEscapes.Read(text).Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.StartsWith(mark, StringComparison.Ordinal));

    private IEnumerable<string> WithWhatHappened(string line)
    {
        yield return line;
        if (CheckRemarks.OfLine(Run, line) is { Text.Length: > 0 } remark)
        {
            yield return $"    {remark.PlacedText}";
        }
    }

    /// <summary>What the client could not read, and scores of passing and failing metrics that are neither.</summary>
    private static List<UnreadablePart> UnreadableOf(Run run) =>
        [
            .. run.Unreadable,
            .. run
                .Metrics.Where(MetricRules.IsUndecided)
                .Select(metric => new UnreadablePart(
                    DecidingPart.Metrics,
                    $"the score of the metric {metric.Name}",
                    metric.Score is { } score ? NumberText.Of(score, limit: 5) : metric.Label ?? "nothing"
                )),
        ];

    private static ExpectedOutcomeState Read(ExpectedOutcome? outcome, bool isUnreadable)
    {
        if (outcome?.Score is not { } score)
        {
            return isUnreadable ? ExpectedOutcomeState.Unreadable : ExpectedOutcomeState.None;
        }

        if (score >= MetricRules.OutcomeMet)
        {
            return ExpectedOutcomeState.Met;
        }

        if (isUnreadable)
        {
            return ExpectedOutcomeState.Unreadable;
        }

        var parts = outcome.Alignments;
        var isBlocked =
            parts.Count == 0
                ? score is Undecided
                : parts.Any(part => part.Aligned == Alignment.Blocked) && parts.All(part => part.Aligned != Alignment.No);
        return isBlocked ? ExpectedOutcomeState.Blocked : ExpectedOutcomeState.Unmet;
    }
}
