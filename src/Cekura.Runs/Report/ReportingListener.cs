using Cekura.Runs.Plan;
using Cekura.Runs.Report.Html;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Report;

/// <summary>Adds every finished case to a report, on the way to who listens.</summary>
/// <param name="listener">Who listens.</param>
/// <param name="report">The report.</param>
public sealed class ReportingListener(ICaseListener listener, HtmlReport report) : ICaseListener
{
    private int _failed;

    /// <inheritdoc />
    public void Started(ScenarioCase scenarioCase)
    {
        report.Expect(scenarioCase);
        listener.Started(scenarioCase);
    }

    /// <inheritdoc />
    public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        try
        {
            report.Add(scenarioCase, verdict);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk must not cost the verdict.
            if (Interlocked.Exchange(ref _failed, 1) == 0)
            {
                listener.Message(MessageSeverity.Warning, $"The report is not complete: {e.Message}");
            }
        }

        return listener.FinishedAsync(scenarioCase, verdict);
    }

    /// <inheritdoc />
    public void Message(MessageSeverity severity, string text) => listener.Message(severity, text);
}
