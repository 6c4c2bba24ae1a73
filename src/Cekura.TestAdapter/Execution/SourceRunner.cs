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
        using var report = SourceReport.Open(source.Contents, Dashboard(source.Contents), handle, time);
        var surfaces = new SourceSurfaces(source.Contents, Dashboard(source.Contents), handle, time);
        try
        {
            await RunAsync(source, report, surfaces, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is EmulatorSeedException or CekuraConfigurationException)
        {
            foreach (var suite in source.Suites)
            {
                await RunSession.RefuseAsync(Listener(source.Contents, suite, report, surfaces, AttachmentFolder.For(source.Contents, time)), suite.Tests.Keys, e.Message).ConfigureAwait(false);
            }
        }
        finally
        {
            report?.Save(source.Contents, handle);
            surfaces.Write();
        }
    }

    private async Task RunAsync(SelectedSource source, SourceReport? report, SourceSurfaces surfaces, CancellationToken cancellationToken)
    {
        // Without settings there are no suites, and so no selection.
        var settings = source.Contents.Settings!;
        await using var connection = Connection.Open(settings, source.Contents.Credentials);
        var total = source.Suites.Sum(suite => suite.Runs);
        var budget = new RunBudget(settings.MaxRuns, total);
        foreach (var suite in source.Suites)
        {
            var attachments = AttachmentFolder.For(source.Contents, time);
            var listener = Listener(source.Contents, suite, report, surfaces, attachments);
            var options = new SessionOptions
            {
                Suite = suite.Name,
                Schedule = connection.Schedule,
                Dashboard = Dashboard(source.Contents),
                RecordingDirectory = attachments.Recordings,
                OtherRuns = (int)Math.Min(int.MaxValue, total - suite.Runs),
                Budget = budget,
                Time = time,
            };
            var session = new RunSession(connection.Client, settings, listener, options);
            await session.RunAsync([.. suite.Tests.Keys], cancellationToken).ConfigureAwait(false);
        }
    }

    private ICaseListener Listener(SourceContents contents, SelectedSuite suite, SourceReport? report, SourceSurfaces surfaces, AttachmentFolder attachments)
    {
        var mapper = new TestResultMapper(
            contents.Settings!,
            Dashboard(contents),
            new RunDocument(contents.Credentials?.ApiKey),
            attachments,
            time);
        var recorder = new ResultRecorder(handle, suite.Tests, mapper);
        return surfaces.Listen(report?.Listen(recorder) ?? recorder);
    }

    private static DashboardLink Dashboard(SourceContents contents) =>
        contents.Settings!.UsesEmulator ? DashboardLink.Emulated : DashboardLink.ForProject(contents.ProjectId);
}
