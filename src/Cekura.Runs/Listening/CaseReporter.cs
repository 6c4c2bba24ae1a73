using System.Collections.Concurrent;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Listening;

/// <summary>
/// Brings every verdict to the front end, through a list of steps in their order. A step that takes long goes on beside the session, and so
/// does the front end where there is a queue: what is attached to a test takes longer to write than the next one to judge. Disposing waits
/// for the steps.
/// </summary>
/// <param name="frontEnd">What shows the verdicts.</param>
/// <param name="steps">The steps, the first one first.</param>
/// <param name="queue">Passes verdicts on beside the session, in their order; disposed by its owner before the run counts as over. Null:
/// the session waits.</param>
internal sealed class CaseReporter(ICaseListener frontEnd, IReadOnlyList<IReportStep> steps, ReportQueue? queue = null)
    : ICaseListener,
        IAsyncDisposable
{
    private readonly ConcurrentBag<Task> _beside = [];

    /// <summary>Says how far the session is, after each verdict; null: nothing does.</summary>
    public RunProgress? Progress { get; init; }

    /// <summary>The reporter that a listener is, or one without steps that tells it.</summary>
    public static CaseReporter Of(ICaseListener listener) => listener as CaseReporter ?? new CaseReporter(listener, []);

    /// <summary>The same reporter with steps before its own.</summary>
    /// <param name="first">The steps.</param>
    /// <param name="progress">Says how far the session is; null: nothing does.</param>
    public CaseReporter After(IEnumerable<IReportStep> first, RunProgress? progress = null) =>
        new(frontEnd, [.. first, .. steps], queue) { Progress = progress };

    /// <inheritdoc/>
    public void Started(ScenarioCase scenarioCase)
    {
        foreach (var step in steps)
        {
            step.Started(scenarioCase);
        }

        frontEnd.Started(scenarioCase);
    }

    /// <inheritdoc/>
    public async Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        await ReportAsync(scenarioCase, verdict, next: 0, isBeside: false).ConfigureAwait(false);
        if (Progress?.Finished(verdict.Outcome) is { } line)
        {
            Message(MessageSeverity.Information, line);
        }
    }

    /// <inheritdoc/>
    public void Message(MessageSeverity severity, string text)
    {
        foreach (var step in steps)
        {
            text = step.Redact(text);
        }

        frontEnd.Message(severity, text);
    }

    /// <summary>Says that a verdict was on its way when something unforeseen broke: a test never gets two.</summary>
    /// <param name="scenarioCase">The test.</param>
    /// <param name="unforeseen">What broke.</param>
    /// <param name="verdict">The verdict, where it is known.</param>
    public void Unreported(ScenarioCase scenarioCase, Exception unforeseen, CaseVerdict? verdict = null)
    {
        var known = verdict is null
            ? ""
            : $" It is: {verdict.Outcome.ToString().ToLowerInvariant()}{(verdict.Message is { } message ? $", {message.Split('\n', 2)[0]}" : "")}";
        Message(
            MessageSeverity.Error,
            $"{scenarioCase.DisplayName}: an unexpected error while its verdict was reported, {unforeseen.GetType().Name}: {unforeseen.Message}{known}"
        );
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_beside).ConfigureAwait(false);

    private async Task ReportAsync(ScenarioCase scenarioCase, CaseVerdict verdict, int next, bool isBeside)
    {
        for (; next < steps.Count; next++)
        {
            if (!isBeside && steps[next].TakesLong(verdict))
            {
                _beside.Add(ReportBesideAsync(scenarioCase, verdict, next));
                return;
            }

            verdict = await steps[next].ApplyAsync(scenarioCase, verdict).ConfigureAwait(false);
        }

        if (queue is null)
        {
            await frontEnd.FinishedAsync(scenarioCase, verdict).ConfigureAwait(false);
        }
        else
        {
            await queue.AddAsync(() => Show(scenarioCase, verdict)).ConfigureAwait(false);
        }
    }

    private async Task ReportBesideAsync(ScenarioCase scenarioCase, CaseVerdict verdict, int next)
    {
        // The session must not wait for it, however quickly the step is done.
        await Task.Yield();
        try
        {
            await ReportAsync(scenarioCase, verdict, next, isBeside: true).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Only the end of the session waits for this.
            Unreported(scenarioCase, e, verdict);
        }
    }

    private void Show(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        try
        {
            frontEnd.FinishedAsync(scenarioCase, verdict).GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            // The verdicts that wait in the queue must not be lost with this one.
            Unreported(scenarioCase, e, verdict);
        }
    }
}
