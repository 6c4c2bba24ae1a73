using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;
using Cekura.TestHost;

namespace Cekura.NUnit.Execution;

/// <summary>
/// What is made of the verdicts of one assembly beside the tests: the report and the memory of this machine. It lives as long as the
/// process, because tests that run again belong to the same run. What build servers show comes from the tests themselves, which may well
/// want a conversation to fail.
/// </summary>
internal sealed class AssemblyOutputs
{
    private readonly TestProject _contents;
    private readonly NUnitHost _host;
    private readonly ProjectReport? _report;
    private readonly ProjectHistory _history;
    private readonly FailureCount _judged;

    /// <param name="contents">The project.</param>
    /// <param name="host">Where words and files go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="holdsManifests">Whether a fixture holds the manifests of the project.</param>
    public AssemblyOutputs(TestProject contents, NUnitHost host, TimeProvider time, bool holdsManifests)
    {
        (_contents, _host) = (contents, host);
        _judged = new FailureCount(contents.RunSettings.TypedPrefix);
        _report = ProjectReport.Open(contents, [], contents.Dashboard, host, time);
        _history = ProjectHistory.Open(contents, host, time);
        _report?.Show(_history);
        string[] adapters = [.. Adapters(contents.Settings!, holdsManifests)];
        if (adapters.Length > 0)
        {
            host.Warn(
                $"{string.Join(" and ", adapters)} {(adapters.Length == 1 ? "has" : "have")} no effect on code-first tests, which fail by what they assert: NUnit's own results are what build servers and loggers show."
            );
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Close();
    }

    /// <inheritdoc cref="ProjectHistory.EmulatorData"/>
    public string? EmulatorData => _history.EmulatorData;

    /// <inheritdoc cref="ProjectHistory.ReadBaseline"/>
    public void ReadBaseline() => _history.ReadBaseline();

    /// <summary>What is reported everywhere is the verdict after the baseline; what is remembered is the one before.</summary>
    public CaseReporter ReportTo(Batch batch) =>
        new(batch, [.. _history.Steps(batch), .. _report is null ? [] : new[] { _report.Step(batch) }, new JudgedStep(batch, _judged)]);

    /// <summary>Writes the report with everything so far, and says what there is to say of the tests that their verdict decided.</summary>
    public void Write()
    {
        _report?.Save(_report.IsWhole, _host);
        // How to run less is for a command line: in an explorer one picks what failed.
        var advice = EmulatorData is null || _contents.RunSettings.IsForExplorer ? null : _judged.Advice;
        foreach (var warning in new[] { _judged.NothingRan, _judged.Unjudged, advice })
        {
            if (warning is not null)
            {
                _host.Warn(warning);
            }
        }
    }

    /// <summary>Settings that were given and that only the adapter has.</summary>
    private static IEnumerable<string> Adapters(CekuraSettings settings, bool holdsManifests)
    {
        if (settings.JUnit is not null)
        {
            yield return nameof(settings.JUnit);
        }

        if (settings.Annotations is AnnotationTarget.GitHub or AnnotationTarget.Azure)
        {
            yield return nameof(settings.Annotations);
        }

        if (settings.LastFailed && !holdsManifests)
        {
            yield return nameof(settings.LastFailed);
        }
    }

    private void Close()
    {
        _report?.Dispose();
        _history.Dispose();
    }

    /// <summary>Of tests with a method of their own, the method says what counts.</summary>
    private sealed class JudgedStep(Batch batch, FailureCount count) : IReportStep
    {
        public ValueTask<CaseVerdict> ApplyAsync(ScenarioCase scenarioCase, CaseVerdict verdict) =>
            batch.IsJudged(scenarioCase) ? count.ApplyAsync(scenarioCase, verdict) : ValueTask.FromResult(verdict);
    }
}
