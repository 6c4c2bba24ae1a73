using System.Globalization;
using System.Text;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Summary;

/// <summary>
/// What a test result writes to standard output: the metrics as a table, and where the test failed the turns that decided and the
/// last ones. The whole conversation is the transcript's business, the reasons are the message's.
/// </summary>
/// <param name="dashboard">Where the text sends people.</param>
internal sealed class CaseSummary(DashboardLink dashboard)
{
    private const int Width = 300;
    private const string Indent = "  ";

    /// <summary>The text, with a final line break.</summary>
    public string StandardOutput(CaseVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var text = new StringBuilder();
        for (var index = 0; index < verdict.Runs.Count; index++)
        {
            Write(text, verdict.Runs[index], verdict.Runs.Count > 1 ? index + 1 : null);
        }

        foreach (var note in verdict.Notes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{UntrustedText.Line(note, Width)}\n");
        }

        return text.ToString();
    }

    private void Write(StringBuilder text, RunVerdict verdict, int? number)
    {
        var facts = new[]
        {
            $"rule {verdict.Rule}",
            verdict.Run is { } known && RunTiming.Duration(known) is { } duration ? RunTiming.Clock(duration) : null,
            verdict.Run is { } judged ? dashboard.Describe(judged) : null,
        };
        var repetition = number is { } n ? string.Create(CultureInfo.InvariantCulture, $"#{n} ") : "";
        var outcome = verdict.Outcome == Outcome.None ? "Cancelled" : verdict.Outcome.ToString();
        text.Append(CultureInfo.InvariantCulture, $"{repetition}{outcome}: {string.Join(", ", facts.OfType<string>())}\n");
        if (verdict.Run is not { } run)
        {
            return;
        }

        var lines = verdict.Outcome == Outcome.Passed ? MetricTable.Lines(run) : [.. MetricTable.Lines(run), .. Excerpt.Lines(run)];
        foreach (var line in lines)
        {
            text.Append(Indent).Append(UntrustedText.Clip(line, Width)).Append('\n');
        }
    }
}
