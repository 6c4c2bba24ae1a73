using Cekura.Runs.Plan;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Report.Ci;

/// <summary>Adds every finished case to a report for CI systems, on the way to who listens.</summary>
/// <param name="listener">Who listens.</param>
/// <param name="report">The report.</param>
public sealed class CiListener(ICaseListener listener, CiReport report) : ICaseListener
{
    /// <inheritdoc />
    public void Started(ScenarioCase scenarioCase)
    {
        report.Expect(scenarioCase);
        listener.Started(scenarioCase);
    }

    /// <inheritdoc />
    public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        report.Add(scenarioCase, verdict);
        return listener.FinishedAsync(scenarioCase, verdict);
    }

    /// <inheritdoc />
    public void Message(MessageSeverity severity, string text) => listener.Message(severity, text);
}
