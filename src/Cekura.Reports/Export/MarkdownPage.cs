using System.Globalization;
using System.Text;
using Cekura.Manifests.Text;
using Cekura.Runs.Causes;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Export;

/// <summary>
/// A test run for a pull request or a ticket: how many, why, and each test in a row. Nothing that an agent says is markup.
/// </summary>
internal static class MarkdownPage
{
    private const int MaxTests = 1000;
    private const int MaxNames = 5;

    public static string Write(ExportedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {MarkdownText.Inline(run.Title)}\n\n");
        var counts = run
            .Tests.GroupBy(test => test.Word, StringComparer.Ordinal)
            .OrderBy(group => group.First().Outcome == Outcome.Passed)
            .ThenByDescending(group => group.Count())
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}"));
        text.Append(
            CultureInfo.InvariantCulture,
            $"{Counted.Of(run.Tests.Count, "test")}: {string.Join(", ", counts)}. {run.Started.UtcDateTime:yyyy-MM-dd HH:mm} UTC{(run.Commit is { Length: > 0 } commit ? $", commit {MarkdownText.Inline(commit, 40)}" : "")}\n"
        );
        Causes(text, run);
        Tests(text, run);
        return text.ToString();
    }

    private static void Causes(StringBuilder text, ExportedRun run)
    {
        var causes = run
            .Tests.SelectMany(test => test.Causes.Select(cause => (Test: test, Cause: cause)))
            .GroupBy(pair => pair.Cause.Key, StringComparer.Ordinal)
            .OrderBy(group => group.First().Cause.Kind)
            .ThenByDescending(group => group.Sum(pair => pair.Cause.Repetitions.Count))
            .ToList();
        if (causes.Count == 0)
        {
            return;
        }

        text.Append("\n## Why\n\n");
        foreach (var group in causes)
        {
            var names = group.Select(pair => MarkdownText.Inline(pair.Test.Name)).ToList();
            var more = names.Count > MaxNames ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - MaxNames} more") : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"- {group.Sum(pair => pair.Cause.Repetitions.Count)} × {KindWord(group.First().Cause.Kind)}{MarkdownText.Inline(group.First().Cause.Text)}: {string.Join(", ", names.Take(MaxNames))}{more}\n"
            );
        }
    }

    private static string KindWord(CauseKind kind) =>
        kind switch
        {
            CauseKind.Agent => "",
            CauseKind.NotJudged => "not judged: ",
            CauseKind.Infrastructure => "infrastructure: ",
            CauseKind.NotStarted => "not started: ",
            _ => "stopped: ",
        };

    private static void Tests(StringBuilder text, ExportedRun run)
    {
        text.Append("\n## Tests\n\n| Test | Outcome | Passed | Seconds | Reason |\n|---|---|---:|---:|---|\n");
        foreach (var test in run.Tests.OrderBy(test => test.Outcome == Outcome.Passed).Take(MaxTests))
        {
            var reason = test.Causes is [var cause, ..] ? cause.Text : test.Message?.Split('\n', 2)[0];
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {MarkdownText.Inline(test.Name)} | {test.Word} | {test.Rate.Passed} of {test.Rate.Total} | {test.Duration.TotalSeconds:0.#} | {MarkdownText.Inline(reason)} |\n"
            );
        }

        if (run.Tests.Count > MaxTests)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{run.Tests.Count - MaxTests} more passed.\n");
        }
    }
}
