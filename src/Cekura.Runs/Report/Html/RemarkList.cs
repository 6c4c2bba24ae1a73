using Cekura.Client;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Report.Html;

/// <summary>The remarks on a run, each with the turn that it is about.</summary>
internal sealed class RemarkList
{
    private readonly Dictionary<string, Remark> _byFinding;
    private readonly ILookup<int, Remark> _byTurn;

    private RemarkList(List<Remark> remarks)
    {
        _byFinding = remarks.ToDictionary(remark => remark.Finding, StringComparer.Ordinal);
        _byTurn = remarks.Where(remark => remark.Turn is not null).ToLookup(remark => remark.Turn!.Value);
    }

    public static RemarkList Of(Run run)
    {
        var places = new TurnReference(run.TranscriptTurns);
        var metrics = run.Metrics.Select((metric, index) => new Remark(
            Metric(index), metric.Name, MetricReading.Passes(metric), MetricReading.IsNotApplicable(metric) ? null : places.Find(metric.Explanation)));
        var parts = (run.ExpectedOutcome?.Alignments ?? []).Select((part, index) => new Remark(
            Part(index), part.PromptPart ?? "Expected outcome", part.Aligned switch { Alignment.Yes => true, Alignment.No => false, _ => null }, places.Find([part.Outcome])));
        return new([.. parts, .. metrics]);
    }

    public static string Metric(int index) => FormattableString.Invariant($"metric-{index}");

    public static string Part(int index) => FormattableString.Invariant($"part-{index}");

    /// <summary>The turn that a finding is about.</summary>
    public int? TurnOf(string finding) => _byFinding.GetValueOrDefault(finding)?.Turn;

    /// <summary>The remarks on a turn.</summary>
    public IEnumerable<Remark> On(int turn) => _byTurn[turn];
}
