using Cekura.Client;
using Cekura.Emulator;
using Cekura.Runs;
using Cekura.Runs.Report;
using Cekura.TestAdapter.Discovery;
using Cekura.TestAdapter.Mapping;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;

namespace Cekura.TestAdapter.Execution;

/// <summary>Runs what was selected of each dll, one session a suite, all over one connection.</summary>
internal sealed class SourceRunner(IFrameworkHandle handle, TimeProvider time)
{
    public async Task RunAsync(IEnumerable<SelectedSource> sources, CancellationToken cancellationToken)
    {
        foreach (var source in sources.Where(source => source.Suites.Any(suite => suite.Tests.Count > 0)))
        {
            await RunAsync(source, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(SelectedSource source, CancellationToken cancellationToken)
    {
        // Without settings there are no suites, and so no selection.
        var settings = source.Contents.Settings!;
        try
        {
            await using var connection = Connection.Open(settings, source.Contents.Credentials);
            foreach (var suite in source.Suites)
            {
                var listener = Recorder(source.Contents, suite);
                var options = new SessionOptions { Suite = suite.Name, Schedule = connection.Schedule, Dashboard = Dashboard(source.Contents), Time = time };
                var session = new RunSession(connection.Client, settings, listener, options);
                await session.RunAsync([.. suite.Tests.Keys], cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is EmulatorSeedException or CekuraConfigurationException)
        {
            foreach (var suite in source.Suites)
            {
                await RunSession.RefuseAsync(Recorder(source.Contents, suite), suite.Tests.Keys, e.Message).ConfigureAwait(false);
            }
        }
    }

    private ResultRecorder Recorder(SourceContents contents, SelectedSuite suite)
    {
        var mapper = new TestResultMapper(
            contents.Settings!,
            Dashboard(contents),
            new RunDocument(contents.Credentials?.ApiKey),
            AttachmentFolder.For(contents, time),
            time);
        return new ResultRecorder(handle, suite.Tests, mapper);
    }

    private static DashboardLink Dashboard(SourceContents contents) =>
        contents.Settings!.UsesEmulator ? DashboardLink.Emulated : DashboardLink.ForProject(contents.ProjectId);
}
