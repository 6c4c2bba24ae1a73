using Cekura.Manifests.Text;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Html;

/// <summary>The last outcomes of a test as bars: tall where it passed, a stub where it failed, a dot where it did not take place.</summary>
internal static class OutcomeSpark
{
    private const int Step = 7;
    private const int Width = 5;
    private const int Height = 18;
    private const int Stub = 4;

    public static void Write(HtmlWriter html, IReadOnlyList<PastOutcome> outcomes)
    {
        PastOutcome[] shown = [.. outcomes.Skip(Math.Max(0, outcomes.Count - HistoryPanel.Drawn))];
        html.Write(
            $"<svg class=\"spark\" role=\"img\" width=\"{shown.Length * Step}\" height=\"{Height}\" aria-label=\"{Counted.Of(shown.Length, "run")}, oldest first: {string.Join(", ", shown.Select(Word))}\">"
        );
        foreach (var (index, outcome) in shown.Index())
        {
            var x = index * Step;
            if (!outcome.TookPlace)
            {
                html.Write($"<circle class=\"none\" cx=\"{x + (Width / 2)}\" cy=\"{Height - 3}\" r=\"1.5\"/>");
                continue;
            }

            var height = Stub + (int)Math.Round((Height - Stub) * outcome.Rate.Share);
            html.Write(
                $"<rect class=\"{(outcome.Passed ? "good" : "bad")}\" x=\"{x}\" y=\"{Height - height}\" width=\"{Width}\" height=\"{height}\"/>"
            );
        }

        html.Markup("</svg>");
    }

    private static string Word(PastOutcome outcome) =>
        !outcome.TookPlace ? "not tested"
        : outcome.Rate.Total > 1 ? $"{(outcome.Passed ? "passed" : "failed")} with {outcome.Rate.Passed} of {outcome.Rate.Total}"
        : outcome.Passed ? "passed"
        : "failed";
}
