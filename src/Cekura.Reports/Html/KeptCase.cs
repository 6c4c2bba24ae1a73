using Cekura.Reports.Summary;

namespace Cekura.Reports.Html;

/// <summary>A case of the report: its entry in the overview, and where the store keeps what stands in its panel.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Whole">The panel with the conversations; null where the report has no room for it.</param>
/// <param name="Brief">The panel without them.</param>
internal sealed record KeptCase(CaseEntry Entry, PanelStore.Range? Whole, PanelStore.Range Brief)
{
    /// <summary>Pages above this take browsers too long to open.</summary>
    public const long Budget = 8_000_000;

    /// <summary>What the page takes beside its panels: for each case its title and its cell of the map, and once the rest.</summary>
    private const int Shell = 700;
    private const int Rest = 200_000;

    /// <summary>What there is room for of panels.</summary>
    /// <param name="cases">How many cases the page has.</param>
    public static long RoomFor(int cases) => Budget - Rest - ((long)Shell * cases);

    /// <summary>Whether the page is too large even with no conversation of a case that passed.</summary>
    public static bool IsTooMuch(IReadOnlyList<KeptCase> cases) => cases.Sum(one => one.Wanted.Length) > RoomFor(cases.Count);

    /// <summary>The panel that the page should have at least: with the conversations, unless it passed.</summary>
    public PanelStore.Range Wanted => Entry.Mark == OutcomeMark.Passed ? Brief : Whole ?? Brief;

    /// <summary>The cases that keep their conversations: as many as the budget holds, those first that did not pass.</summary>
    public static HashSet<KeptCase> WithConversation(IReadOnlyList<KeptCase> cases, long budget)
    {
        var left = budget - cases.Sum(one => one.Brief.Length);
        var whole = new HashSet<KeptCase>(ReferenceEqualityComparer.Instance);
        var bad = cases.Where(one => one.Entry.NeedsAttention);
        var others = cases.Where(one => !one.Entry.NeedsAttention && one.Entry.Mark != OutcomeMark.Passed);
        var passed = cases.Where(one => !one.Entry.NeedsAttention && one.Entry.Mark == OutcomeMark.Passed);
        foreach (var one in bad.Concat(others).Concat(passed))
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
