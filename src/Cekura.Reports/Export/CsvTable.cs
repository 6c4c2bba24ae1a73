using System.Globalization;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.History;

namespace Cekura.Reports.Export;

/// <summary>A test run as a table (RFC 4180): a row for each repetition, a column for each metric.</summary>
internal static class CsvTable
{
    private const string Columns = "test,name,outcome,passed,total,repetition,repetition_outcome,run,started,seconds,reason";

    /// <summary>What makes a formula of a cell, where a spreadsheet opens the table.</summary>
    private const string FormulaStarts = "=+-@\t\r";

    public static void Write(TextWriter to, ExportedRun run)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(run);
        string[] metrics =
        [
            .. run
                .Tests.SelectMany(test => test.Repetitions)
                .SelectMany(repetition => repetition.Metrics)
                .Select(metric => metric.Key)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.OrdinalIgnoreCase),
        ];
        to.Write(string.Join(',', [Columns, .. metrics.Select(Text)]));
        to.Write("\r\n");
        foreach (var test in run.Tests)
        {
            foreach (
                var (number, repetition) in test
                    .Repetitions.Index()
                    .Select(pair => (pair.Index + 1, (ExportedRepetition?)pair.Item))
                    .DefaultIfEmpty()
            )
            {
                Row(to, test, number, repetition, metrics);
            }
        }
    }

    private static void Row(TextWriter to, ExportedTest test, int number, ExportedRepetition? repetition, string[] metrics)
    {
        var run = repetition?.Run;
        string[] cells =
        [
            Text(test.Test),
            Text(test.Name),
            Text(test.Word),
            Number(test.Rate.Passed),
            Number(test.Rate.Total),
            repetition is null ? "" : Number(number),
            repetition is null ? "" : RepetitionOutcome.Of(repetition.Outcome).Word,
            repetition?.RunId is { } id ? Number(id) : "",
            run is null ? "" : RunTiming.Start(run)?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "",
            run is not null && RunTiming.Duration(run) is { } duration ? Number(duration.TotalSeconds)
            : repetition is null ? ""
            : Number(test.Duration.TotalSeconds / test.Repetitions.Count),
            Text(repetition?.Reason ?? test.Message ?? ""),
            .. metrics.Select(name => Value(repetition?.Metrics.FirstOrDefault(metric => metric.Key == name).Value)),
        ];
        to.Write(string.Join(',', cells));
        to.Write("\r\n");
    }

    private static string Value(MetricValue? value) =>
        value switch
        {
            { Number: { } number } => Number(number),
            { Passes: { } passes } => passes ? "pass" : "fail",
            { Label: { } label } => Text(label),
            _ => "",
        };

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    // One line: many readers take rows apart at line breaks whatever is quoted.
    private static string Text(string text)
    {
        var line = UntrustedText.Line(text, 1000);
        var safe = line.Length > 0 && FormulaStarts.Contains(line[0], StringComparison.Ordinal) ? $"'{line}" : line;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
