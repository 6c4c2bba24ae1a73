using System.Globalization;
using System.Text;
using Cekura.Cli.Output;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Reports.Summary;
using Cekura.Runs.Causes;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Cli.Conversations;

/// <summary>Runs as people read them.</summary>
internal static class RunText
{
    private const int MaxNamed = 10;
    private const int MaxLine = 300;

    /// <summary>Why runs did not pass, each reason once with its runs; empty when all of them passed.</summary>
    public static string Causes(IEnumerable<RunVerdict> verdicts, Ink ink)
    {
        var text = new StringBuilder();
        foreach (var group in RunCauses.Of(verdicts))
        {
            var mark = CauseText.MarkOf(group.Cause.Kind);
            var ids = group.Runs.Select(run => run.Run?.Id).OfType<long>().ToList();
            var named = string.Join(", ", ids.Take(MaxNamed));
            var more = ids.Count > MaxNamed ? string.Create(CultureInfo.InvariantCulture, $" and {ids.Count - MaxNamed} more") : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n{ink.Outcome(mark.Word, mark.Sign)} {UntrustedText.Line(CauseText.Counted(group.Runs.Count, group.Cause.Text), MaxLine)}"
            );
            text.Append(ids.Count == 0 ? "" : $"\n  {Counted.Noun(ids.Count, "run")} {named}{more}");
            text.Append(group.Cause.Turn is { } turn ? $"\n  {UntrustedText.Line(CauseText.Turn(turn), MaxLine)}" : "");
        }

        return text.Length == 0 ? "" : text.Append('\n').ToString();
    }

    /// <summary>
    /// The same of runs as a list has them. One that is not over has no reason, and a list that does not say why a run failed says none.
    /// </summary>
    public static string Causes(IEnumerable<Run> runs, Ink ink) =>
        Causes(
            runs.Where(IsOver)
                .Select(run => new RunJudge(new VerdictRules()).Judge(run, [], WatchEnd.Settled))
                .Where(verdict => verdict is not { Rule: "V19", Reasons: [{ Subject: FailureReasons.Unnamed }, ..] }),
            ink
        );

    public static TextTable Table(IEnumerable<Run> runs)
    {
        var table = new TextTable("ID", "STATUS", "EVALUATION", "DURATION", "PERSONALITY", "SCENARIO");
        foreach (var run in runs)
        {
            table.Add($"{run.Id}", run.StatusText, Evaluation(run), Clock(run.Duration), run.PersonalityName, run.ScenarioName);
        }

        return table;
    }

    /// <param name="run">The run.</param>
    /// <param name="ended">What this machine knows of how it was ended; null: nothing.</param>
    /// <param name="ink">Colours outcomes; null: nothing is coloured.</param>
    public static string Whole(Run run, string? ended = null, Ink? ink = null)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"Run {run.Id} of result {run.ResultId}: {UntrustedText.Line(run.StatusText)}, {Evaluation(run)}{Emulated([run])}\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"{UntrustedText.Line(run.ScenarioName)} [{UntrustedText.Line(run.PersonalityName)}], {Clock(run.Duration)}, ended: {UntrustedText.Line(run.EndedReason ?? "-")}\n"
        );
        if (IsOver(run))
        {
            var verdict = new RunJudge(new VerdictRules()).Judge(run, [], WatchEnd.Settled);
            text.Append(
                CultureInfo.InvariantCulture,
                $"\nVerdict: {(ink ?? Ink.None).Outcome(verdict.Outcome.ToString().ToLowerInvariant())}\n"
            );
            text.Append(
                verdict.Outcome == Outcome.Passed ? ""
                : run.Status == RunStatus.Cancelled ? Cancelled(run, ended)
                : verdict.Message.TrimEnd() + "\n"
            );
            foreach (var warning in verdict.Notes.Where(VerdictNotes.IsWarning))
            {
                text.Append(CultureInfo.InvariantCulture, $"{UntrustedText.Line(warning)}\n");
            }
        }
        else if (!string.IsNullOrWhiteSpace(run.ErrorMessage))
        {
            text.Append(CultureInfo.InvariantCulture, $"{UntrustedText.Line(run.ErrorMessage)}\n");
        }

        if (run.Metrics.Count > 0)
        {
            var table = new TextTable("METRIC", "SCORE", "NAME");
            foreach (var metric in run.Metrics)
            {
                table.Add(
                    $"{metric.Id}",
                    metric.Label
                        ?? (metric.Score is { } score ? MetricRules.Number(score) : null)
                        ?? (MetricRules.IsNotApplicable(metric) ? "n/a" : MetricRules.Value(metric)),
                    metric.Name
                );
            }

            text.Append('\n').Append(table.Write(width: null));
        }

        if (run.TranscriptTurns.Count > 0)
        {
            text.Append('\n');
        }

        // Numbers and names are those of reasons, transcripts and reports.
        var turns = run.TranscriptTurns.Count == 0 ? [] : Conversation.ShortTurns(run);
        foreach (var (index, said) in turns.Index())
        {
            foreach (var line in new NumberedTurn(index + 1, turns.Count, said, []).Lines)
            {
                text.Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>What a line about runs ends with when they are emulated, as they say themselves.</summary>
    public static string Emulated(IEnumerable<Run?> runs) => runs.Any(DashboardLink.WithoutProject.IsEmulatedRun) ? ", emulated" : "";

    // The service has one word for all of them.
    private static string Cancelled(Run run, string? ended) =>
        $"Run {run.Id} was cancelled: by a person, or by a request to end it, as test runs, commands and \"cekura reap\" send one. The service does not say which.\n{ended}{(ended is null ? "" : "\n")}";

    private static bool IsOver(Run run) =>
        run.Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Timeout or RunStatus.Cancelled;

    private static string Evaluation(Run run) =>
        run.EvaluationStatus switch
        {
            EvaluationStatus.Success => "success",
            EvaluationStatus.Failure => "failure",
            EvaluationStatus.ReviewedSuccess => "reviewed success",
            EvaluationStatus.ReviewedFailure => "reviewed failure",
            _ => run.Success switch
            {
                true => "success",
                false => "failure",
                null => "not scored",
            },
        };

    private static string Clock(TimeSpan? time) =>
        time is { } known ? string.Create(CultureInfo.InvariantCulture, $"{(int)known.TotalMinutes:00}:{known.Seconds:00}") : "-";
}
