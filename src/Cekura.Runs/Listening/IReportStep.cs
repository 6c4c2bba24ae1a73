using Cekura.Manifests.Cases;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Listening;

/// <summary>
/// A step of a verdict on its way to the front end: it changes the verdict, or makes something of it. Calls come from several threads.
/// </summary>
internal interface IReportStep
{
    /// <summary>The test is about to be started in the service.</summary>
    /// <param name="scenarioCase">The test.</param>
    void Started(ScenarioCase scenarioCase) { }

    /// <summary>Whether the step takes so long that the session must not wait for it, whose other conversations must be watched.</summary>
    /// <param name="verdict">The verdict, as the steps before left it.</param>
    bool TakesLong(CaseVerdict verdict) => false;

    /// <summary>The test has its verdict.</summary>
    /// <param name="scenarioCase">The test.</param>
    /// <param name="verdict">The verdict, as the steps before left it.</param>
    /// <returns>The verdict for the steps that follow.</returns>
    ValueTask<CaseVerdict> ApplyAsync(ScenarioCase scenarioCase, CaseVerdict verdict);

    /// <summary>A message about the session, as it may be shown.</summary>
    /// <param name="text">What it says.</param>
    string Redact(string text) => text;
}
