using Cekura.Runs;
using Cekura.Runs.Report;
using Cekura.TestAdapter.Discovery;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;

namespace Cekura.TestAdapter.Execution;

/// <summary>Everything that is made of the verdicts of one dll beside the test results: memory, baseline, report, and what CI systems show.</summary>
internal sealed class SourceOutputs : IDisposable
{
    private readonly SourceContents _contents;
    private readonly ITestExecutionRecorder _handle;
    private readonly SourceReport? _report;
    private readonly SourceSurfaces _surfaces;
    private readonly SourceHistory _history;

    public SourceOutputs(SourceContents contents, DashboardLink dashboard, ITestExecutionRecorder handle, TimeProvider time)
    {
        (_contents, _handle) = (contents, handle);
        _report = SourceReport.Open(contents, dashboard, handle, time);
        _surfaces = new SourceSurfaces(contents, dashboard, handle, time);
        _history = SourceHistory.Open(contents, handle, time);
    }

    /// <inheritdoc cref="SourceHistory.ReadBaseline"/>
    public void ReadBaseline() => _history.ReadBaseline();

    /// <summary>What is shown everywhere is the verdict after the baseline; what is remembered is the one before.</summary>
    public ICaseListener Listen(ICaseListener listener) => _history.Listen(_surfaces.Listen(_report?.Listen(listener) ?? listener));

    /// <summary>Writes what is written at the end.</summary>
    public void Write()
    {
        _report?.Save(_contents, _handle);
        _surfaces.Write();
    }

    public void Dispose()
    {
        _report?.Dispose();
        _history.Dispose();
    }
}
