using Cekura.Emulator.Calibration;
using Cekura.Emulator.Rules;

namespace Cekura.Emulator.Judging;

/// <summary>How well a judge judges one criterion.</summary>
/// <param name="labels">The labels of the criterion, with what the judge says.</param>
internal sealed class CheckedCriterion(IReadOnlyList<CheckedLabel> labels)
{
    private static readonly string[] Good = [JudgedPart.Met, JudgedMetric.Pass];
    private static readonly string[] Clear = [.. Good, JudgedPart.Unmet, JudgedPart.Blocked, JudgedMetric.Fail];

    /// <summary>Criteria in the order in which their first labels come.</summary>
    public static IReadOnlyList<CheckedCriterion> Of(IEnumerable<CheckedLabel> labels) =>
        [.. labels.GroupBy(label => label.Label.Key, StringComparer.Ordinal).Select(group => new CheckedCriterion([.. group]))];

    /// <summary>The criterion, for people.</summary>
    public string Name => labels[0].Name;

    /// <summary>Id of the metric; null: a line of the expected outcome.</summary>
    public long? Metric => labels[0].Label.Metric;

    /// <summary>How many labels the judge judged.</summary>
    public int Count => Judged.Count;

    /// <summary>How far people and the judge agree.</summary>
    public Agreement Agreement => Gate.Of(Judged.Select(label => label.Label));

    /// <summary>How far the judge agrees with itself; null: it judged nothing twice.</summary>
    public double? SelfConsistency => Agreement.WithItself(Judged.Select(label => label.Label.Judged));

    /// <summary>The share of labels by which the agent did what is wanted; of other answers, the share of the most frequent one.</summary>
    public double? BaseRate
    {
        get
        {
            List<string> people = [.. Judged.Select(label => label.Label.Expected)];
            var most = people.CountBy(answer => answer).OrderByDescending(pair => pair.Value).Select(pair => pair.Key).FirstOrDefault();
            return Agreement.BaseRate(people, answer => people.TrueForAll(Clear.Contains) ? Good.Contains(answer) : answer == most);
        }
    }

    /// <summary>Where the judge says something else than people.</summary>
    public IReadOnlyList<CheckedLabel> Disagreements => [.. Judged.Where(label => label.Label.Verdict != label.Label.Expected)];

    /// <summary>What was not judged.</summary>
    public IReadOnlyList<CheckedLabel> Unjudged => [.. labels.Where(label => label.Unjudged is not null)];

    private IReadOnlyList<CheckedLabel> Judged { get; } = [.. labels.Where(label => label.Unjudged is null)];
}
