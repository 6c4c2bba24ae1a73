using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Listening;

/// <summary>
/// Tells a user's exporter what ran, as spans of the source <see cref="SourceName"/>: one for each test, and below it one for each
/// conversation, which leads to the agent's own trace. Nothing is made where nothing listens.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class SpanStep(TimeProvider time) : IReportStep
{
    /// <summary>What an exporter subscribes to.</summary>
    public const string SourceName = "Cekura.Runs";

    private static readonly ActivitySource Source = new(SourceName);

    // Verdicts come on threads that know nothing of the test run's own span.
    private readonly ActivityContext _around = Activity.Current?.Context ?? default;
    private readonly ConcurrentDictionary<ScenarioCase, DateTimeOffset> _started = new(ReferenceEqualityComparer.Instance);

    /// <summary>The step where something listens; none otherwise.</summary>
    public static SpanStep? IfHeard(TimeProvider time) => Source.HasListeners() ? new(time) : null;

    /// <inheritdoc/>
    public void Started(ScenarioCase scenarioCase) => _started[scenarioCase] = time.GetUtcNow();

    /// <inheritdoc/>
    public ValueTask<CaseVerdict> ApplyAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        var now = time.GetUtcNow();
        var test = Source.StartActivity(
            ActivityKind.Internal,
            _around,
            [
                new("cekura.test", scenarioCase.FullyQualifiedName),
                new("cekura.scenario.id", scenarioCase.ScenarioId),
                new("cekura.mode", scenarioCase.Mode),
                new("cekura.outcome", Word(verdict.Outcome)),
            ],
            startTime: _started.TryRemove(scenarioCase, out var started) ? started : now,
            name: $"cekura test {scenarioCase.DisplayName}"
        );
        if (test is not null)
        {
            foreach (var run in verdict.Runs)
            {
                End(Begin(run, test.Context), run.Outcome, run.Run is { } known ? Ended(known, now) : now);
            }

            End(test, verdict.Outcome, now);
        }

        return ValueTask.FromResult(verdict);
    }

    private static Activity? Begin(RunVerdict verdict, ActivityContext test)
    {
        if (verdict.Run is not { } run || (run.ExecutedAt ?? run.Timestamp) is not { } start)
        {
            return null;
        }

        return Source.StartActivity(
            ActivityKind.Client,
            test,
            [
                new("cekura.run.id", run.Id),
                new("cekura.result.id", run.ResultId),
                new("cekura.rule", verdict.Rule),
                new("cekura.outcome", Word(verdict.Outcome)),
                new("cekura.trace_id", run.TraceId),
            ],
            Link(run.TraceId),
            start,
            string.Create(CultureInfo.InvariantCulture, $"cekura run {run.Id}")
        );
    }

    // Agents write the id: one that is none leads nowhere.
    private static ActivityLink[] Link(string? traceId) =>
        ActivityContext.TryParse($"00-{traceId}-{traceId?[..Math.Min(16, traceId.Length)]}-01", traceState: null, out var context)
            ? [new(context)]
            : [];

    private static DateTimeOffset Ended(Run run, DateTimeOffset now) =>
        (run.ExecutedAt ?? run.Timestamp) is { } start && run.Duration is { } duration ? start + duration : now;

    // Why it failed stands in the report: what agents said leaves this machine with no span.
    private static void End(Activity? activity, Outcome outcome, DateTimeOffset at)
    {
        if (activity is null)
        {
            return;
        }

        if (outcome == Outcome.Failed)
        {
            activity.SetStatus(ActivityStatusCode.Error);
        }

        activity.SetEndTime(at.UtcDateTime);
        activity.Dispose();
    }

    private static string Word(Outcome outcome) => outcome.ToString().ToLowerInvariant();
}
