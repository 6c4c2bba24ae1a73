using Cekura.Manifests.Text;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Html;

/// <summary>Everything about one case below its title: the reasons, and of each run what was found and what was said.</summary>
/// <param name="dashboard">Where the report sends people.</param>
/// <param name="directory">The folder of the report.</param>
internal sealed class CasePanel(DashboardLink dashboard, string directory)
{
    private const int LongestMessage = 20_000;

    private readonly FailureText _text = new(dashboard);
    private readonly RunPanel _runs = new(dashboard, directory);

    public void Write(HtmlWriter html, CaseEntry entry, CaseVerdict verdict)
    {
        Reasons(html, entry, verdict);
        var openFirst = verdict.Runs.Index().FirstOrDefault(run => run.Item.Outcome != Outcome.Passed).Index;
        foreach (var (index, run) in verdict.Runs.Index())
        {
            if (verdict.Runs.Count == 1)
            {
                _runs.Write(html, run, entry, index + 1);
                continue;
            }

            var mark = OutcomeMark.Of(run);
            html.Write(
                $"<details class=\"repetition\" id=\"{entry.Anchor}-run-{index + 1}\"{(index == openFirst ? " open" : "")}><summary><h4><span class=\"mark {mark.Class}\" aria-hidden=\"true\">{mark.Sign}</span> Repetition {index + 1}: {mark.Word.ToLowerInvariant()}</h4>"
            );
            html.Write($"<span class=\"headline\">{run.Headline}</span></summary>");
            _runs.Write(html, run, entry, index + 1);
            html.Markup("</details>");
        }
    }

    /// <summary>The case without its conversations, for reports that would become too large.</summary>
    public void WriteBrief(HtmlWriter html, CaseEntry entry, CaseVerdict verdict)
    {
        Reasons(html, entry, verdict);
        foreach (var run in verdict.Runs)
        {
            _runs.WriteLine(html, run);
        }

        html.Markup(
            "<p class=\"empty\">The conversation is left out to keep this page quick to open. It is in the transcript attached to the test.</p>"
        );
    }

    private void Reasons(HtmlWriter html, CaseEntry entry, CaseVerdict verdict)
    {
        if (verdict.KnownFailure is { } known)
        {
            html.Write($"<p class=\"known note\"><strong>Known failure.</strong> {known}</p>");
        }

        Message(html, verdict);

        Repetitions(html, entry, verdict);
        Notes(html, [.. verdict.Notes.Where(note => note != Rate(verdict))]);
        html.Write($"<p class=\"place\">{Path.GetFileName(entry.Case.Location.Path)}, line {entry.Case.Location.Line}</p>");
    }

    private void Message(HtmlWriter html, CaseVerdict verdict)
    {
        var message =
            verdict.Runs is [{ FullMessage.Length: > 0 } only] && verdict.Message is not null ? only.FullMessage : verdict.Message;
        if (string.IsNullOrEmpty(message))
        {
            return;
        }

        // The facts below say the same, with a link.
        var foot = verdict.Runs is [{ Run: { } run }] ? _text.Footer(run).ToHashSet(StringComparer.Ordinal) : [];
        html.Markup("<div class=\"message\">");
        foreach (var (index, line) in UntrustedText.Clip(message, LongestMessage).Split('\n').Where(line => !foot.Contains(line)).Index())
        {
            var look =
                index == 0
                    ? "first"
                    : line switch
                    {
                        [' ', ' ', ' ', ' ', ..] => "detail deep",
                        [' ', ..] => "detail",
                        _ => "plain",
                    };
            var (aligned, text) = OutcomeSign.Read(line.TrimStart());
            html.Write($"<p class=\"{look}\">");
            OutcomeSign.Write(html, aligned);
            html.Write($"{text}</p>");
        }

        html.Markup("</div>");
    }

    private static void Repetitions(HtmlWriter html, CaseEntry entry, CaseVerdict verdict)
    {
        if (verdict.Runs.Count < 2)
        {
            return;
        }

        html.Write($"<p class=\"repetitions\"><strong>{Rate(verdict)}:</strong>");
        foreach (var (index, mark) in entry.Runs.Index())
        {
            html.Write(
                $" <a class=\"mark {mark.Class}\" href=\"#{entry.Anchor}-run-{index + 1}\"><span aria-hidden=\"true\">{mark.Sign}</span><span class=\"hidden\">Repetition {index + 1}: {mark.Word}</span></a>"
            );
        }

        html.Markup("</p>");
    }

    private static void Notes(HtmlWriter html, IReadOnlyList<string> notes)
    {
        if (notes.Count > 0)
        {
            html.Markup("<ul class=\"notes\" aria-label=\"Notes\">");
            foreach (var note in notes)
            {
                html.Write($"<li>{note}</li>");
            }

            html.Markup("</ul>");
        }
    }

    /// <summary>As the verdict's own note says it.</summary>
    private static string Rate(CaseVerdict verdict) => verdict.RateText;
}
