using Cekura.Runs;
using Cekura.Runs.TestProjects;

namespace Cekura.NUnit.Execution;

/// <summary>
/// What is made of the verdicts of one assembly beside the tests: the report and the memory of this machine. It lives as long as the process, because tests that
/// run again belong to the same run. What build servers show comes from the tests themselves, which may well want a conversation to fail.
/// </summary>
internal sealed class AssemblyOutputs
{
    private readonly ProjectContents _contents;
    private readonly NUnitHost _host;
    private readonly ProjectReport? _report;
    private readonly ProjectHistory _history;

    public AssemblyOutputs(ProjectContents contents, NUnitHost host, TimeProvider time)
    {
        (_contents, _host) = (contents, host);
        _report = ProjectReport.Open(contents, contents.Dashboard, host, time);
        _history = ProjectHistory.Open(contents, host, time);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Close();
    }

    /// <inheritdoc cref="ProjectHistory.ReadBaseline"/>
    public void ReadBaseline() => _history.ReadBaseline();

    public ICaseListener Listen(ICaseListener listener) => _history.Listen(_report?.Listen(listener) ?? listener);

    /// <summary>Writes the report with everything so far.</summary>
    public void Write() => _report?.Save(_contents, _host);

    private void Close()
    {
        _report?.Dispose();
        _history.Dispose();
    }
}
