using Cekura.Runs.Report;

namespace Cekura.Runs.TestProjects;

/// <summary>Everything that is made of the verdicts of one dll beside the test results: memory, baseline, report, and what CI systems show.</summary>
internal sealed class ProjectOutputs : IDisposable
{
    private readonly ProjectContents _contents;
    private readonly IProjectHost _host;
    private readonly ProjectReport? _report;
    private readonly ProjectSurfaces _surfaces;
    private readonly ProjectHistory _history;

    public ProjectOutputs(ProjectContents contents, DashboardLink dashboard, IProjectHost host, TimeProvider time)
    {
        (_contents, _host) = (contents, host);
        _report = ProjectReport.Open(contents, dashboard, host, time);
        _surfaces = new ProjectSurfaces(contents, dashboard, host, time);
        _history = ProjectHistory.Open(contents, host, time);
    }

    /// <inheritdoc cref="ProjectHistory.ReadBaseline"/>
    public void ReadBaseline() => _history.ReadBaseline();

    /// <summary>What is shown everywhere is the verdict after the baseline; what is remembered is the one before.</summary>
    public ICaseListener Listen(ICaseListener listener) => _history.Listen(_surfaces.Listen(_report?.Listen(listener) ?? listener));

    /// <summary>Writes what is written at the end.</summary>
    public void Write()
    {
        _report?.Save(_contents, _host);
        _surfaces.Write();
    }

    public void Dispose()
    {
        _report?.Dispose();
        _history.Dispose();
    }
}
