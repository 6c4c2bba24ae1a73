using Cekura.Manifests.Settings;
using Cekura.Runs.Listening;
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

    public AssemblyOutputs(TestProject contents, NUnitHost host, TimeProvider time)
    {
        (_contents, _host) = (contents, host);
        _report = ProjectReport.Open(contents, contents.Dashboard, host, time);
        _history = ProjectHistory.Open(contents, host, time);
        string[] adapters = [.. Adapters(contents.Settings!)];
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
    public CaseReporter ReportTo(ICaseListener frontEnd) =>
        new(frontEnd, [.. _history.Steps(frontEnd), .. _report is null ? [] : new[] { _report.Step(frontEnd) }]);

    /// <summary>Writes the report with everything so far.</summary>
    public void Write() => _report?.Save(_contents, _host);

    /// <summary>Settings that were given and that only the adapter has.</summary>
    private static IEnumerable<string> Adapters(CekuraSettings settings)
    {
        if (settings.JUnit is not null)
        {
            yield return nameof(settings.JUnit);
        }

        if (settings.Annotations is AnnotationTarget.GitHub or AnnotationTarget.Azure)
        {
            yield return nameof(settings.Annotations);
        }

        if (settings.LastFailed)
        {
            yield return nameof(settings.LastFailed);
        }
    }

    private void Close()
    {
        _report?.Dispose();
        _history.Dispose();
    }
}
