using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Listening;

/// <summary>
/// Hears what happens to the cases of a session. Each case is started once and finished once, in that order; a case that the user
/// cancelled is started only. Calls come from several threads.
/// </summary>
internal interface ICaseListener
{
    /// <summary>The case is about to be started in the service.</summary>
    /// <param name="scenarioCase">The case.</param>
    void Started(ScenarioCase scenarioCase);

    /// <summary>
    /// The case has its one final verdict. Never throws: what goes wrong with a report is its writer's to handle, and to say in a message.
    /// </summary>
    /// <param name="scenarioCase">The case.</param>
    /// <param name="verdict">The verdict over all its repetitions.</param>
    /// <returns>A task that ends when the verdict is reported, or will be reported before the session ends.</returns>
    Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict);

    /// <summary>Something that concerns the session as a whole.</summary>
    /// <param name="severity">How much it matters.</param>
    /// <param name="text">One or a few lines for people.</param>
    void Message(MessageSeverity severity, string text);
}
