using Cekura.Manifests.Cases;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Listening;

/// <summary>
/// Something that is made of finished cases: a report, or a file that remembers them. A <see cref="LogStep"/> fills it, from several
/// threads.
/// </summary>
internal interface ICaseLog
{
    /// <summary>What people are told, without the reason, when a case could not be added: <c>The report is not complete</c>.</summary>
    string Incomplete { get; }

    /// <summary>Says that a case will come, so that cases can be shown in the order in which they were started.</summary>
    /// <param name="scenarioCase">The case.</param>
    void Expect(ScenarioCase scenarioCase);

    /// <summary>Adds a finished case.</summary>
    /// <param name="scenarioCase">The case.</param>
    /// <param name="verdict">Its verdict over all repetitions.</param>
    /// <exception cref="IOException">It cannot be written, for example because the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    void Add(ScenarioCase scenarioCase, CaseVerdict verdict);
}
