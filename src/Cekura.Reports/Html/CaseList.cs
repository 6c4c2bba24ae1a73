using Cekura.Manifests.Text;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;

namespace Cekura.Reports.Html;

/// <summary>All cases, one below the other: folded where they passed, with what finds them when script runs.</summary>
internal static class CaseList
{
    /// <summary>So many failures are open when the page opens; more would be a wall.</summary>
    private const int MostOpen = 25;

    /// <summary>Of more cases the browser lays out only those that are in sight.</summary>
    private const int Many = 200;

    /// <summary>A choice among more is none.</summary>
    private const int MaxCauses = 300;

    /// <summary>So many panels are packed together: of failures few, because one that is opened takes the others out too.</summary>
    private const int PackOfFailures = 16;
    private const int PackOfPasses = 128;

    /// <summary>Of more packed conversations the page would take too long to open, whatever else it leaves out.</summary>
    private const long MaxPacked = 24_000_000;

    /// <param name="html">The page.</param>
    /// <param name="cases">The cases, in their order.</param>
    /// <param name="store">Where their panels are.</param>
    /// <param name="copy">Writes a panel into the page; null: only what was written so far.</param>
    public static void Write(HtmlWriter html, IReadOnlyList<KeptCase> cases, PanelStore store, Action<PanelStore.Range?> copy)
    {
        html.Write($"<section aria-labelledby=\"cases\" class=\"{(cases.Count > Many ? "many-cases" : "")}\"><h2 id=\"cases\">Cases</h2>");
        Tools(html, [.. cases.Select(one => one.Entry)]);
        var open = cases.Where(one => one.Entry.NeedsAttention).Take(MostOpen).ToHashSet<KeptCase>(ReferenceEqualityComparer.Instance);
        if (KeptCase.IsTooMuch(cases))
        {
            Packed(html, cases, open, store, copy);
        }
        else
        {
            var whole = KeptCase.WithConversation(cases, KeptCase.RoomFor(cases.Count));
            foreach (var one in cases)
            {
                Begin(html, one.Entry, open.Contains(one) ? " open" : "");
                copy(whole.Contains(one) ? one.Whole!.Value : one.Brief);
                html.Markup("</details></article>");
            }
        }

        html.Markup("</section>");
    }

    private static void Packed(
        HtmlWriter html,
        IReadOnlyList<KeptCase> cases,
        HashSet<KeptCase> open,
        PanelStore store,
        Action<PanelStore.Range?> copy
    )
    {
        var failures = new PanelPack(store, PackOfFailures, "f");
        var passes = new PanelPack(store, PackOfPasses, "p");
        foreach (var one in cases)
        {
            if (open.Contains(one))
            {
                Begin(html, one.Entry, " open");
                copy(one.Wanted);
                html.Markup("</details></article>");
                continue;
            }

            if (one.Entry.Mark == OutcomeMark.Passed)
            {
                Line(html, one.Entry, passes.Add(one.Brief));
            }
            else
            {
                Begin(html, one.Entry, "");
                html.Write(
                    $"<p class=\"packed\" data-pack=\"{failures.Add(failures.Written > MaxPacked ? one.Brief : one.Wanted)}\"></p></details></article>"
                );
            }

            failures.WriteFull(html);
            passes.WriteFull(html);
            copy(null);
        }

        failures.WriteRest(html);
        passes.WriteRest(html);
    }

    /// <summary>A case that passed, of very many: what a browser opens quickly in numbers.</summary>
    private static void Line(HtmlWriter html, CaseEntry entry, string pack)
    {
        Article(html, entry);
        html.Write(
            $"<details data-pack=\"{pack}\"><summary><span class=\"mark {entry.Mark.Class}\" role=\"img\" aria-label=\"{entry.Mark.Word}{(entry.Total > 1 ? $" {entry.Passed}/{entry.Total}" : "")}\">{entry.Short}</span><h3 dir=\"auto\">{entry.Case.DisplayName}</h3></summary></details></article>"
        );
    }

    private static void Article(HtmlWriter html, CaseEntry entry)
    {
        html.Write(
            $"<article id=\"{entry.Anchor}\" class=\"case {entry.Mark.Class}\" data-outcome=\"{entry.Mark.Class}\" data-personality=\"{entry.Personality}\" data-seconds=\"{entry.Duration.TotalSeconds:0.#}\" data-rate=\"{entry.Rate:0.###}\""
        );
        // What most cases have not is left out: there are very many of them.
        if (entry.Causes.Count > 0)
        {
            html.Write($" data-causes=\"{string.Join('\n', entry.Causes.Select(one => one.Id))}\"");
        }

        if (StandingWords.Key(entry.Standing) is { Length: > 0 } standing)
        {
            html.Write($" data-standing=\"{standing}\"");
        }

        if (entry.Case.Tags.Count > 0)
        {
            html.Write($" data-tags=\"{string.Join('\n', entry.Case.Tags)}\"");
        }

        html.Markup(">");
    }

    private static void Begin(HtmlWriter html, CaseEntry entry, string open)
    {
        Article(html, entry);
        html.Write(
            $"<a class=\"link\" href=\"#{entry.Anchor}\" aria-label=\"Link to {entry.Case.DisplayName}\">#</a><details{open}><summary>"
        );
        html.Write(
            $"<span class=\"mark {entry.Mark.Class}\" aria-hidden=\"true\">{entry.Short}</span><span class=\"title\"><h3 dir=\"auto\"><span class=\"hidden\">{entry.Mark.Word}: </span>{entry.Case.DisplayName}</h3>"
        );
        if (entry.Headline.Length > 0)
        {
            html.Write($"<span class=\"headline\" dir=\"auto\">{entry.Headline}</span>");
        }

        html.Markup("</span><span class=\"aside\">");
        foreach (var tag in entry.Case.Tags.Take(6))
        {
            html.Write($"<span class=\"tag\" dir=\"auto\">{tag}</span> ");
        }

        if (entry.Duration > TimeSpan.Zero)
        {
            html.Write($"<span class=\"soft\">{RunTiming.Clock(entry.Duration)}</span>");
        }

        html.Markup("</span></summary>");
    }

    /// <summary>Shown by the script, without which they would do nothing.</summary>
    private static void Tools(HtmlWriter html, IReadOnlyList<CaseEntry> entries)
    {
        html.Markup(
            "<form id=\"tools\" role=\"search\" hidden><label>Find <input type=\"search\" id=\"find\" autocomplete=\"off\"></label>"
        );
        Choice(
            html,
            "Outcome",
            "outcome",
            [.. OutcomeMark.All.Where(mark => entries.Any(entry => entry.Mark == mark)).Select(mark => (mark.Class, mark.Word))]
        );
        Choice(
            html,
            "Cause",
            "cause",
            [
                .. entries
                    .SelectMany(entry => entry.Causes)
                    .DistinctBy(one => one.Id, StringComparer.Ordinal)
                    .Take(MaxCauses)
                    .Select(one => (one.Id, UntrustedText.Line(one.Text, 60))),
            ]
        );
        Choice(
            html,
            "Earlier",
            "standing",
            [
                .. StandingWords
                    .All.Where(standing => entries.Any(entry => entry.Standing == standing))
                    .Select(standing => (StandingWords.Key(standing), StandingWords.Word(standing))),
            ]
        );
        Choice(html, "Personality", "personality", Names(entries.Select(entry => entry.Personality)));
        Choice(html, "Tag", "tag", Names(entries.SelectMany(entry => entry.Case.Tags)));
        html.Markup(
            "<label>Order <select id=\"sort\"><option value=\"\">of the manifest</option><option value=\"name\">name</option><option value=\"duration\">longest first</option><option value=\"rate\">lowest rate first</option></select></label><span class=\"buttons\"><button type=\"button\" id=\"next\">Next failure</button> <button type=\"button\" id=\"unfold\">Open all</button> <button type=\"button\" id=\"fold\">Close all</button></span> <span id=\"shown\" role=\"status\"></span></form>"
        );
    }

    private static void Choice(HtmlWriter html, string name, string id, IReadOnlyList<(string Value, string Text)> values)
    {
        if (values.Count == 0 || (values.Count == 1 && (id is "outcome" or "personality")))
        {
            return;
        }

        html.Write($"<label>{name} <select id=\"{id}\"><option value=\"\">all</option>");
        foreach (var (value, text) in values)
        {
            html.Write($"<option value=\"{value}\">{text}</option>");
        }

        html.Markup("</select></label>");
    }

    private static IReadOnlyList<(string Value, string Text)> Names(IEnumerable<string> names) =>
        [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase).Select(name => (name, name))];
}
