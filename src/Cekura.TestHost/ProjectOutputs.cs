using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.Listening;

namespace Cekura.TestHost;

/// <summary>
/// Everything that is made of the verdicts of one dll beside the test results: memory, baseline, report, and what CI systems show.
/// </summary>
internal sealed class ProjectOutputs : IAsyncDisposable
{
    private readonly TestProject _contents;
    private readonly IProjectHost _host;
    private readonly ProjectReport? _report;
    private readonly CiOutputs _surfaces;
    private readonly ProjectHistory _history;
    private readonly ProjectShard? _shard;
    private readonly FailureCount _failures;
    private readonly ProjectCauses _causes;
    private readonly ReportQueue _reports = new();
    private readonly ReportQueue _results = new();
    private bool _isWhole;

    /// <param name="contents">The project.</param>
    /// <param name="cases">What is going to run.</param>
    /// <param name="dashboard">Where outputs send people.</param>
    /// <param name="attachments">Knows what is attached to tests.</param>
    /// <param name="host">Takes files and words.</param>
    /// <param name="time">The clock.</param>
    public ProjectOutputs(
        TestProject contents,
        IReadOnlyList<ScenarioCase> cases,
        DashboardLink dashboard,
        AttachmentFolder attachments,
        IProjectHost host,
        TimeProvider time
    )
    {
        (_contents, _host) = (contents, host);
        _failures = new FailureCount(contents.RunSettings.TypedPrefix);
        _causes = new ProjectCauses(cases);
        _report = ProjectReport.Open(contents, cases, dashboard, host, time);
        _surfaces = new CiOutputs(contents, cases, dashboard, attachments, host, time);
        _history = ProjectHistory.Open(contents, host, time);
        _report?.Show(_history);
        _shard = ProjectShard.Open(contents, host, time);
    }

    /// <inheritdoc cref="ProjectReport.Link"/>
    public void Link(CaseFiles files) => _report?.Link(files);

    /// <inheritdoc cref="ProjectHistory.EmulatorData"/>
    public string? EmulatorData => _history.EmulatorData;

    /// <inheritdoc cref="ProjectHistory.ReadBaseline"/>
    public void ReadBaseline() => _history.ReadBaseline();

    /// <summary>What is shown everywhere is the verdict after the baseline; what is remembered is the one before.</summary>
    public CaseReporter ReportTo(ICaseListener frontEnd) =>
        new(
            frontEnd,
            [
                .. _history.Steps(frontEnd, _reports),
                .. _surfaces.Steps(frontEnd, _reports),
                .. _report is null ? [] : new[] { _report.Step(frontEnd, _reports) },
                _failures,
                _causes,
                .. _shard?.Steps(frontEnd, _reports) ?? [],
            ],
            _results
        );

    /// <summary>Every test has its verdict; of a run that was cut short nothing can be said as a whole.</summary>
    public void Complete() => _isWhole = true;

    /// <summary>
    /// The run is being stopped. Its conversations are ended first, and a process that is going away has no time for both: what is saved
    /// while tests run says so at once.
    /// </summary>
    public void Stop()
    {
        _report?.Stop();
        _surfaces.Stop();
    }

    /// <summary>Writes what is written at the end, after everything that was heard.</summary>
    public async Task WriteAsync()
    {
        await _results.DisposeAsync().ConfigureAwait(false);
        await _reports.DisposeAsync().ConfigureAwait(false);
        _report?.Save(_isWhole, _host);
        _surfaces.Write(_isWhole);
        if (_isWhole && _failures.NothingRan is { } nothing)
        {
            _host.Warn(nothing);
        }

        if (_failures.Unjudged is { } unjudged)
        {
            _host.Warn(unjudged);
        }

        // Of a command line, which a test explorer has not: there one picks what failed.
        var severity = _contents.RunSettings.IsForExplorer ? MessageSeverity.Information : MessageSeverity.Warning;
        if (_causes.Recap is { Count: > 0 } recap)
        {
            _host.ResultsFirst();
            _host.Say(
                severity,
                string.Join('\n', [.. recap, .. _report?.SavedTo is { } report ? new[] { $"Everything is in {report}" } : []])
            );
        }

        if (_failures.Advice is { } advice && EmulatorData is not null)
        {
            _host.Say(severity, advice);
        }

        _shard?.End();
    }

    public async ValueTask DisposeAsync()
    {
        await _results.DisposeAsync().ConfigureAwait(false);
        await _reports.DisposeAsync().ConfigureAwait(false);
        _report?.Dispose();
        _surfaces.Dispose();
        _history.Dispose();
        _shard?.Dispose();
    }
}
