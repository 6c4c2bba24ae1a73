using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Reports.Summary;
using Cekura.Runs.Causes;
using Cekura.Runs.Conversations;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Export;

/// <summary>A test as other tools are told of it: from the verdict where that is at hand, else from what the machine remembers.</summary>
internal sealed record ExportedTest
{
    private const int MaxReason = 300;

    /// <summary>Fully qualified name of the test.</summary>
    public required string Test { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Its outcome.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The outcome in the words of the report, such as <c>known failure</c>.</summary>
    public required string Word { get; init; }

    /// <summary>How many of its repetitions passed.</summary>
    public required PassRate Rate { get; init; }

    /// <summary>Why it did not pass; null where there is nothing to explain.</summary>
    public string? Message { get; init; }

    /// <summary>Why repetitions did not pass.</summary>
    public IReadOnlyList<RecordedCause> Causes { get; init; } = [];

    /// <summary>Its repetitions.</summary>
    public IReadOnlyList<ExportedRepetition> Repetitions { get; init; } = [];

    /// <summary>How long its conversations lasted together.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>When the first one began; null when it is not known.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Tags of the scenario.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Where the scenario stands; null when it is not known.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>A test with its verdict.</summary>
    public static ExportedTest Of(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(scenarioCase);
        ArgumentNullException.ThrowIfNull(verdict);
        return new()
        {
            Test = scenarioCase.FullyQualifiedName,
            Name = scenarioCase.DisplayName,
            Outcome = verdict.Outcome,
            Word = OutcomeMark.Of(verdict).Word.ToLowerInvariant(),
            Rate = new(verdict.Passed, verdict.Total),
            Message = verdict.Message,
            Causes =
            [
                .. CausesOf
                    .Case(verdict)
                    .GroupBy(found => found.Cause.Key, StringComparer.Ordinal)
                    .Select(group => new RecordedCause(
                        group.Key,
                        group.First().Cause.Kind,
                        group.First().Cause.Text,
                        [.. group.Select(found => found.Repetition)]
                    )),
            ],
            Repetitions =
            [
                .. verdict.Runs.Select(run => new ExportedRepetition(
                    run.Outcome,
                    run.Outcome == Outcome.Passed ? "" : UntrustedText.Line(run.Headline, MaxReason),
                    run.Run?.Id,
                    run.Run,
                    Metrics(run.Run)
                )),
            ],
            Duration = verdict.Duration,
            Start = verdict.Start,
            Tags = scenarioCase.Tags,
            Location = scenarioCase.Location,
        };
    }

    /// <summary>A test as it is remembered.</summary>
    /// <param name="record">What is remembered.</param>
    /// <param name="find">Finds a run by its id; null where it is not at hand.</param>
    public static ExportedTest Of(TestRecord record, Func<long, Run?> find)
    {
        ArgumentNullException.ThrowIfNull(record);
        var causes = record.Details?.Causes ?? [];
        var outcomes = record.Details?.Repetitions ?? [];
        var count = Math.Max(outcomes.Count, record.RunIds.Count);
        var repetitions = new List<ExportedRepetition>(count);
        for (var index = 0; index < count; index++)
        {
            // Starts that created no run come last, and have no id.
            long? id = index < record.RunIds.Count ? record.RunIds[index] : null;
            var at = index;
            repetitions.Add(
                new(
                    index < outcomes.Count ? outcomes[index].Outcome : record.Outcome,
                    causes.FirstOrDefault(cause => cause.Repetitions.Contains(at + 1))?.Text ?? "",
                    id,
                    id is { } known ? find(known) : null,
                    [
                        .. (record.Details?.Metrics ?? [])
                            .Where(metric => at < metric.Values.Count && metric.Values[at] is not null)
                            .Select(metric => KeyValuePair.Create(metric.Name, metric.Values[at]!)),
                    ]
                )
            );
        }

        return new()
        {
            Test = record.Test,
            Name = record.Name,
            Outcome = record.Outcome,
            Word = WordOf(record),
            Rate = record.Rate,
            Message = causes.Count == 0 ? null : string.Join('\n', causes.Select(cause => cause.Text)),
            Causes = causes,
            Repetitions = repetitions,
            Duration = (record.Duration ?? TimeSpan.Zero) * record.RunIds.Count,
            Start = repetitions.Select(one => one.Run is { } run ? RunTiming.Start(run) : null).Min(),
        };
    }

    private static string WordOf(TestRecord record) =>
        record.Outcome switch
        {
            Outcome.Failed
                when record.Details?.Causes is { Count: > 0 } causes && causes.All(cause => cause.Kind == CauseKind.Infrastructure) =>
                OutcomeMark.Infrastructure.Word.ToLowerInvariant(),
            Outcome.None => OutcomeMark.Cancelled.Word.ToLowerInvariant(),
            var outcome => outcome.ToString().ToLowerInvariant(),
        };

    private static List<KeyValuePair<string, MetricValue>> Metrics(Run? run)
    {
        var metrics = new List<KeyValuePair<string, MetricValue>>();
        foreach (var metric in run?.Metrics ?? [])
        {
            if (MetricValue.Of(metric) is { } value)
            {
                metrics.Add(KeyValuePair.Create(UntrustedText.Line(metric.Name, 120), value));
            }
        }

        return metrics;
    }
}
