using Cekura.Client;
using Cekura.Emulator;
using Cekura.Runs;
using Cekura.Runs.Plan;
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
        using var outputs = new SourceOutputs(source.Contents, Dashboard(source.Contents), handle, time);
        try
        {
            await RunAsync(source, outputs, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is EmulatorSeedException or CekuraConfigurationException or BaselineException)
        {
            foreach (var suite in source.Suites)
            {
                await RunSession.RefuseAsync(Listener(source.Contents, suite, outputs, AttachmentFolder.For(source.Contents, time)), suite.Tests.Keys, e.Message).ConfigureAwait(false);
            }
        }
        finally
        {
            outputs.Write();
        }
    }

    private async Task RunAsync(SelectedSource source, SourceOutputs outputs, CancellationToken cancellationToken)
    {
        outputs.ReadBaseline();

        // Without settings there are no suites, and so no selection.
        var settings = source.Contents.Settings!;
        await using var connection = Connection.Open(settings, source.Contents.Credentials);
        using var starts = SourceStarts.Open(source.Contents, handle, time);
        await starts.EndOthersAsync(connection.Client, source.Suites, cancellationToken).ConfigureAwait(false);
        var plans = source.Suites.Select(suite => (suite.Name, RunPlan.For([.. suite.Tests.Keys.Where(scenarioCase => scenarioCase.Skip is null)])));
        var budget = await RunBudget.PlanAsync(connection.Client, settings, plans, cancellationToken).ConfigureAwait(false);
        foreach (var suite in source.Suites)
        {
            var attachments = AttachmentFolder.For(source.Contents, time);
            var listener = Listener(source.Contents, suite, outputs, attachments);
            var options = new SessionOptions
            {
                Suite = suite.Name,
                Schedule = connection.Schedule,
                Dashboard = Dashboard(source.Contents),
                RecordingDirectory = attachments.Recordings,
                Budget = budget,
                Journal = starts.Journal,
                Earlier = starts.Earlier,
                Time = time,
            };
            var session = new RunSession(connection.Client, settings, listener, options);
            await session.RunAsync([.. suite.Tests.Keys], cancellationToken).ConfigureAwait(false);
        }
    }

    private ICaseListener Listener(SourceContents contents, SelectedSuite suite, SourceOutputs outputs, AttachmentFolder attachments)
    {
        var mapper = new TestResultMapper(
            contents.Settings!,
            Dashboard(contents),
            new RunDocument(contents.Credentials?.ApiKey),
            attachments,
            time);
        var recorder = new ResultRecorder(handle, suite.Tests, mapper);
        return outputs.Listen(recorder);
    }

    private static DashboardLink Dashboard(SourceContents contents) =>
        contents.Settings!.UsesEmulator ? DashboardLink.Emulated : DashboardLink.ForProject(contents.ProjectId);
}
