using System.Globalization;
using System.Text;
using Cekura.Client;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Report;

/// <summary>
/// What a test result writes to standard output. Short where the test passed; where it failed, the metrics as a table and the last
/// turns of the conversation. The whole conversation is the transcript's business, the reasons are the message's.
/// </summary>
/// <param name="dashboard">Where the text sends people.</param>
public sealed class CaseSummary(DashboardLink dashboard)
{
    private const int LastTurns = 6;
    private const int LinesOfTurn = 12;
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

        if (verdict.Outcome == Outcome.Passed)
        {
            Metrics(text, run, nameWidth: 0);
            return;
        }

        Metrics(text, run, nameWidth: 40);
        Ending(text, run);
    }

    private static void Metrics(StringBuilder text, Run run, int nameWidth)
    {
        var rows = run.Metrics
            .Select(metric => (Name: UntrustedText.Line(metric.Name, 120), Value: UntrustedText.Line(MetricReading.Value(metric), 120)))
            .ToList();
        var width = Math.Min(nameWidth, rows.Select(row => row.Name.Length + 1).DefaultIfEmpty(0).Max());
        foreach (var (name, value) in rows)
        {
            text.Append(Indent).Append((name + ":").PadRight(width)).Append(' ').Append(value).Append('\n');
        }
    }

    private static void Ending(StringBuilder text, Run run)
    {
        var turns = Conversation.Turns(run);
        if (turns.Count == 0)
        {
            return;
        }

        text.Append(turns.Count > LastTurns ? "Last turns:\n" : "Conversation:\n");
        foreach (var line in turns.TakeLast(LastTurns).SelectMany(lines => lines.Take(LinesOfTurn)))
        {
            text.Append(Indent).Append(UntrustedText.Clip(line, Width)).Append('\n');
        }
    }
}
