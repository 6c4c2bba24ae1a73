using System.Globalization;
using Cekura.Client;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Html;

/// <summary>The remarks on a run, each with the finding that makes it and the turn that it is about.</summary>
internal sealed class RemarkList
{
    private readonly Dictionary<string, Remark> _byFinding;
    private readonly ILookup<int, (string Finding, Remark Remark)> _byTurn;

    private RemarkList(Dictionary<string, Remark> byFinding)
    {
        _byFinding = byFinding;
        _byTurn = byFinding
            .Where(pair => pair.Value.Place is not null)
            .ToLookup(pair => pair.Value.Place!.Value.Number, pair => (pair.Key, pair.Value));
    }

    /// <summary>Number of the turn that the first check which does not hold is about, from 1; null: none says it.</summary>
    public int? Decisive { get; private init; }

    /// <summary>No remarks.</summary>
    public static RemarkList None { get; } = new([]);

    /// <summary>The remarks on the run of a verdict; none where the start created none.</summary>
    public static RemarkList Of(RunVerdict verdict) => verdict.Run is { } run ? Of(run) : None;

    public static RemarkList Of(Run run)
    {
        var remarks = new Dictionary<string, Remark>(StringComparer.Ordinal);
        foreach (var (index, part) in (run.ExpectedOutcome?.Alignments ?? []).Index())
        {
            remarks[Part(index)] = CheckRemarks.OfPart(run, part);
        }

        foreach (
            var (index, metric) in run
                .Metrics.Index()
                .Where(pair => !MetricRules.IsExpectedOutcome(pair.Item) && !MetricRules.IsNotApplicable(pair.Item))
        )
        {
            remarks[Metric(index)] = CheckRemarks.OfMetric(run, metric);
        }

        return new(remarks)
        {
            Decisive = remarks.Values.FirstOrDefault(remark => remark is { Holds: false, Place: not null })?.Place?.Number,
        };
    }

    /// <summary>The part of the address of a metric's entry that names it.</summary>
    public static string Metric(int index) => string.Create(CultureInfo.InvariantCulture, $"metric-{index}");

    /// <summary>The part of the address of an outcome's entry that names it.</summary>
    public static string Part(int index) => string.Create(CultureInfo.InvariantCulture, $"part-{index}");

    /// <summary>Number of the turn that a finding is about, from 1; null when its words lead to none.</summary>
    public int? TurnOf(string finding) => _byFinding.GetValueOrDefault(finding)?.Place?.Number;

    /// <summary>The remarks on a turn, bad ones first.</summary>
    /// <param name="number">Number of the turn, from 1.</param>
    public IEnumerable<(string Finding, Remark Remark)> On(int number) => _byTurn[number].OrderBy(pair => pair.Remark.Holds ?? true);

    /// <summary>Whether a check holds the turn against the agent.</summary>
    /// <param name="number">Number of the turn, from 1.</param>
    public bool IsBad(int number) => _byTurn[number].Any(pair => pair.Remark.Holds == false);
}
