using Cekura.Reports.Summary;

namespace Cekura.Reports.Html;

/// <summary>A case of the report: its entry in the overview, and where the store keeps what stands in its panel.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Whole">The panel with the conversations; null where the report has no room for it.</param>
/// <param name="Brief">The panel without them.</param>
internal sealed record KeptCase(CaseEntry Entry, PanelStore.Range? Whole, PanelStore.Range Brief)
{
    /// <summary>Pages above this take browsers too long to open.</summary>
    public const long Budget = 8 * 1024 * 1024;

    /// <summary>The cases that keep their conversations: as many as the budget holds, those first that did not pass.</summary>
    public static HashSet<KeptCase> WithConversation(IReadOnlyList<KeptCase> cases, long budget = Budget)
    {
        var left = budget - cases.Sum(one => one.Brief.Length);
        var whole = new HashSet<KeptCase>(ReferenceEqualityComparer.Instance);
        var bad = cases.Where(one => one.Entry.NeedsAttention);
        var others = cases.Where(one => !one.Entry.NeedsAttention && one.Entry.Mark != OutcomeMark.Passed);
        foreach (var one in bad.Concat(others).Concat(cases.Where(one => one.Entry.Mark == OutcomeMark.Passed)))
        {
            if (one.Whole is not { } panel)
            {
                continue;
            }

            left -= panel.Length - one.Brief.Length;
            if (left < 0)
            {
                break;
            }

            whole.Add(one);
        }

        return whole;
    }
}
