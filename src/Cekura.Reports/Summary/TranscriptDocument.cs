using System.Globalization;
using System.Text;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Summary;

/// <summary>
/// A run for people, as Markdown that also reads well as plain text: the verdict, what it is about, the expected outcome, the metrics
/// and the conversation. Nothing that an agent says becomes markup.
/// </summary>
/// <param name="dashboard">Where the document sends people.</param>
internal sealed class TranscriptDocument(DashboardLink dashboard)
{
    /// <summary>The document, with a final line break. A verdict without a run gives the verdict alone.</summary>
    public string Write(RunVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var text = new StringBuilder();
        var title = verdict.Outcome == Outcome.None ? "Cancelled" : verdict.Outcome.ToString();
        var scenario = MarkdownText.Inline(verdict.Run?.ScenarioName) is { Length: > 0 } name ? $": {name}" : "";
        text.Append(CultureInfo.InvariantCulture, $"# {title}{scenario}\n");
        Section(text, "Verdict", verdict.FullMessage.Length > 0 ? verdict.FullMessage.Split('\n') : []);
        if (verdict.Run is { } run)
        {
            Header(text, verdict, run);
            Section(text, "Expected outcome", [.. ExpectedOutcome(run)]);
            Metrics(text, run.Metrics);
            Rubric(text, run.Rubric);
            Notes(text, verdict.Notes);
            Talk(text, run);
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private void Header(StringBuilder text, RunVerdict verdict, Run run)
    {
        text.Append("\n## Run\n\n| | |\n|---|---|\n");
        Row("Verdict", $"{verdict.Outcome}, rule {verdict.Rule}");
        Row("Scenario", Named(run.ScenarioName, run.ScenarioId));
        Row("Personality", Named(run.PersonalityName, run.PersonalityId));
        Row("Test profile", Named(run.TestProfileName, run.TestProfileId));
        Row("Agent", Named(run.AgentName, run.AgentId));
        Row("Result", Named(run.ResultName, run.ResultId));
        Row("Run", run.Id.ToString(CultureInfo.InvariantCulture));
        Row("Started", RunTiming.Start(run)?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        Row("Duration", RunTiming.Duration(run) is { } duration ? RunTiming.Clock(duration) : null);
        Row("Ended", EndReason.Group(run.EndedReason) is { } group ? $"{run.EndedReason} ({group})" : run.EndedReason);
        if (dashboard.Url(run) is { } url)
        {
            text.Append(CultureInfo.InvariantCulture, $"| Link | <{url}> |\n");
        }

        if (dashboard.IsEmulatedRun(run))
        {
            text.Append("| Service | emulated |\n");
        }

        void Row(string name, string? value)
        {
            if (MarkdownText.Inline(value) is { Length: > 0 } cell)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {name} | {cell} |\n");
            }
        }
    }

    private static string? Named(string? name, long? id) =>
        (name, id) switch
        {
            ({ Length: > 0 }, { } number) => string.Create(CultureInfo.InvariantCulture, $"{name} ({number})"),
            ({ Length: > 0 }, null) => name,
            _ => id?.ToString(CultureInfo.InvariantCulture),
        };

    private static void Section(StringBuilder text, string title, string[] lines)
    {
        if (lines.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n{MarkdownText.Block(lines)}");
        }
    }

    private static void Metrics(StringBuilder text, IReadOnlyList<RunMetric> metrics)
    {
        if (metrics.Count == 0)
        {
            return;
        }

        text.Append("\n## Metrics\n\n| Metric | Value | Explanation |\n|---|---|---|\n");
        foreach (var metric in metrics)
        {
            var why = MarkdownText.Inline(string.Join("; ", metric.Explanation), 1000);
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {MarkdownText.Inline(metric.Name)} | {MarkdownText.Inline(MetricRules.Value(metric))} | {why} |\n"
            );
        }
    }

    private static void Rubric(StringBuilder text, IReadOnlyList<RubricEntry> rubric)
    {
        if (rubric.Count == 0)
        {
            return;
        }

        text.Append("\n## Rubric\n\n| Metric | Wanted | Value | |\n|---|---|---|---|\n");
        foreach (var entry in rubric)
        {
            var outcome = entry.Passed switch
            {
                true => "pass",
                false => "fail",
                null => "skipped",
            };
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {MarkdownText.Inline(entry.MetricName)} | {MarkdownText.Inline(entry.Conditions)} | {MarkdownText.Inline(entry.Value)} | {outcome} |\n"
            );
        }
    }

    private static void Notes(StringBuilder text, IReadOnlyList<string> notes)
    {
        if (notes.Count == 0)
        {
            return;
        }

        text.Append("\n## Notes\n\n");
        foreach (var note in notes)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {MarkdownText.Inline(note)}\n");
        }
    }

    /// <summary>Each part with what happened instead of it, or for it.</summary>
    private static IEnumerable<string> ExpectedOutcome(Run run)
    {
        foreach (var line in (run.ExpectedOutcome?.Explanation ?? []).SelectMany(UntrustedText.Lines))
        {
            yield return line;
            if (CheckRemarks.OfLine(run, line) is { Text.Length: > 0 } remark)
            {
                yield return $"   {remark.PlacedText}";
            }
        }
    }

    /// <summary>Numbered turns, and below each what the checks say about it.</summary>
    private static void Talk(StringBuilder text, Run run)
    {
        var turns = Conversation.Turns(run);
        var remarks = CheckRemarks.Of(run).Where(remark => remark.Place is not null).ToLookup(remark => remark.Place!.Value.Number);
        Section(
            text,
            "Conversation",
            turns.Count > 0
                ?
                [
                    .. turns
                        .Index()
                        .SelectMany(turn => new NumberedTurn(turn.Index + 1, turns.Count, turn.Item, remarks[turn.Index + 1]).Lines),
                ]
                : [Conversation.WhyEmpty(run)]
        );
    }
}
