using Cekura.Manifests.Text;
using Cekura.Runs.Causes;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Html;

/// <summary>
/// Why the run is red, on the first screen: each cause once, with the turn that decided and the cases that it broke; what the agent did
/// wrong first.
/// </summary>
internal static class CauseList
{
    private const int MaxShown = 12;
    private const int MaxFolded = 200;
    private const int MaxCases = 4;
    private const int MaxFoldedCases = 200;

    public static void Write(HtmlWriter html, IReadOnlyList<CauseGroup> groups, IReadOnlyList<CaseEntry> entries)
    {
        if (groups.Count == 0)
        {
            return;
        }

        var byName = new Dictionary<string, CaseEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            byName[entry.Case.FullyQualifiedName] = entry;
        }

        html.Markup("<section aria-labelledby=\"why\" class=\"reasons\"><h2 id=\"why\">Why</h2>");
        var accepted = groups
            .Where(group => !group.Cases.Any(one => byName.GetValueOrDefault(one.Case.FullyQualifiedName) is { NeedsAttention: true }))
            .ToList();
        var failing = groups.Except(accepted).ToList();
        Several(html, [.. failing.Take(MaxShown)], byName);
        Folded(html, [.. failing.Skip(MaxShown)], Counted.Of(failing.Count - MaxShown, "more cause"), byName);
        Folded(html, accepted, $"What fails nothing, because it is known or was skipped: {Counted.Of(accepted.Count, "cause")}", byName);
        html.Markup("</section>");
    }

    private static void Folded(HtmlWriter html, List<CauseGroup> groups, string what, Dictionary<string, CaseEntry> byName)
    {
        if (groups.Count == 0)
        {
            return;
        }

        html.Write($"<details class=\"more-causes\"><summary>{what}</summary>");
        Several(html, [.. groups.Take(MaxFolded)], byName);
        if (groups.Count > MaxFolded)
        {
            html.Write($"<p class=\"soft\">{Counted.Of(groups.Count - MaxFolded, "more cause")} at the cases below.</p>");
        }

        html.Markup("</details>");
    }

    private static void Several(HtmlWriter html, IReadOnlyList<CauseGroup> groups, Dictionary<string, CaseEntry> byName)
    {
        foreach (var kind in groups.GroupBy(group => group.Cause.Kind))
        {
            html.Write($"<h3 class=\"kind\">{Title(kind.Key)}</h3><ol class=\"causes\">");
            foreach (var group in kind)
            {
                One(html, group, byName);
            }

            html.Markup("</ol>");
        }
    }

    private static void One(HtmlWriter html, CauseGroup group, Dictionary<string, CaseEntry> byName)
    {
        var cases = group.Cases.Where(one => byName.ContainsKey(one.Case.FullyQualifiedName)).ToList();
        html.Write(
            $"<li class=\"group {Look(group.Cause.Kind)}-edge\"><p class=\"what\"><a class=\"mark {Look(group.Cause.Kind)} count\" href=\"?cause={CaseAnchor.OfCause(group.Cause.Key)}#cases\" data-filter>{group.Count} ×<span class=\"hidden\"> show these cases</span></a> "
        );
        html.Write($"<strong dir=\"auto\">{UntrustedText.Line(group.Cause.Text, 300)}</strong>");
        Standings(html, cases);
        Since(html, [.. cases.Select(one => byName[one.Case.FullyQualifiedName])]);
        html.Markup("</p>");
        Turn(html, cases, group, byName);
        Cases(html, cases, byName);
        html.Markup("</li>");
    }

    private static void Turn(HtmlWriter html, List<CauseCase> cases, CauseGroup group, Dictionary<string, CaseEntry> byName)
    {
        if (
            (cases.Find(one => one.Turn is not null) ?? cases.FirstOrDefault()) is not { } first
            || (first.Turn ?? group.Cause.Turn) is not { } turn
        )
        {
            return;
        }

        var entry = byName[first.Case.FullyQualifiedName];
        var repetition = first.Repetitions is [var one, ..] ? one : 1;
        html.Write(
            $"<blockquote dir=\"auto\"><a href=\"#{entry.TurnAnchor(repetition, turn.Number)}\">turn {turn.Number}</a> <span class=\"soft\">{turn.Speaker}:</span> {turn.Quote}</blockquote>"
        );
    }

    private static void Cases(HtmlWriter html, List<CauseCase> cases, Dictionary<string, CaseEntry> byName)
    {
        html.Markup("<ul class=\"broken\">");
        foreach (var one in cases.Take(MaxCases))
        {
            Case(html, one, byName);
        }

        html.Markup("</ul>");
        if (cases.Count > MaxCases)
        {
            html.Write($"<details><summary>and {Counted.Of(cases.Count - MaxCases, "more case")}</summary><ul class=\"broken\">");
            foreach (var one in cases.Skip(MaxCases).Take(MaxFoldedCases))
            {
                Case(html, one, byName);
            }

            html.Markup("</ul>");
            if (cases.Count > MaxCases + MaxFoldedCases)
            {
                html.Write($"<p class=\"soft\">{Counted.Of(cases.Count - MaxCases - MaxFoldedCases, "more case")} below.</p>");
            }

            html.Markup("</details>");
        }
    }

    private static void Case(HtmlWriter html, CauseCase one, Dictionary<string, CaseEntry> byName)
    {
        html.Write($"<li><a href=\"#{byName[one.Case.FullyQualifiedName].Anchor}\">{one.Case.DisplayName}</a>");
        if (one.Repetitions.Count > 1)
        {
            html.Write($" <span class=\"soft\">{one.Repetitions.Count} ×</span>");
        }

        if (StandingWords.Word(one.Standing) is { Length: > 0 } word)
        {
            html.Write($" <span class=\"standing {StandingWords.Key(one.Standing)}\">{word}</span>");
        }

        html.Markup("</li>");
    }

    private static void Standings(HtmlWriter html, List<CauseCase> cases)
    {
        foreach (var standing in cases.Count > 1 ? StandingWords.All : [])
        {
            var count = cases.Count(one => one.Standing == standing);
            if (count > 0)
            {
                html.Write(
                    $" <span class=\"standing {StandingWords.Key(standing)}\">{count} {StandingWords.Counted(standing, count)}</span>"
                );
            }
        }
    }

    // A cause is as old as the first test that it broke.
    private static void Since(HtmlWriter html, List<CaseEntry> entries)
    {
        if (entries.Select(entry => entry.Failing).OfType<TestPast>().MinBy(past => past.Since?.Started) is { Since: { } since } oldest)
        {
            var before = oldest.LastPassed is { } passed ? $"; passed {passed.Name}" : "";
            html.Write($" <a class=\"soft since\" href=\"#history\">since {since.Name}{before}</a>");
        }
    }

    private static string Title(CauseKind kind) =>
        kind switch
        {
            CauseKind.Agent => "What the agent did wrong",
            CauseKind.NotJudged => "What was not judged",
            CauseKind.Infrastructure => "What never took place",
            CauseKind.NotStarted => "What was not started",
            _ => "What was stopped",
        };

    private static string Look(CauseKind kind) =>
        kind switch
        {
            CauseKind.Agent => "failed",
            CauseKind.NotJudged => "unscored",
            CauseKind.Infrastructure => "infrastructure",
            CauseKind.NotStarted => "unstarted",
            _ => "cancelled",
        };
}
