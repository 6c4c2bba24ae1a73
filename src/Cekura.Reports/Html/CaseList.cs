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

    public static void Write(HtmlWriter html, IReadOnlyList<KeptCase> cases, Action<PanelStore.Range> copy)
    {
        html.Write($"<section aria-labelledby=\"cases\" class=\"{(cases.Count > Many ? "many-cases" : "")}\"><h2 id=\"cases\">Cases</h2>");
        Tools(html, [.. cases.Select(one => one.Entry)]);
        var whole = KeptCase.WithConversation(cases);
        var open = cases.Where(one => one.Entry.NeedsAttention).Take(MostOpen).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var one in cases)
        {
            Begin(html, one.Entry, open.Contains(one) ? " open" : "");
            copy(whole.Contains(one) ? one.Whole!.Value : one.Brief);
            html.Markup("</details></article>");
        }

        html.Markup("</section>");
    }

    private static void Begin(HtmlWriter html, CaseEntry entry, string open)
    {
        html.Write(
            $"<article id=\"{entry.Anchor}\" class=\"case {entry.Mark.Class}\" data-outcome=\"{entry.Mark.Class}\" data-causes=\"{string.Join('\n', entry.Causes.Select(one => one.Id))}\" data-standing=\"{StandingWords.Key(entry.Standing)}\" data-personality=\"{entry.Personality}\" data-tags=\"{string.Join('\n', entry.Case.Tags)}\" data-seconds=\"{entry.Duration.TotalSeconds:0.#}\" data-rate=\"{entry.Rate:0.###}\"><a class=\"link\" href=\"#{entry.Anchor}\" aria-label=\"Link to {entry.Case.DisplayName}\">#</a><details{open}><summary>"
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
