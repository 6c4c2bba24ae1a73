using Cekura.Client;
using Cekura.FrontEnds;
using Cekura.TestAdapter.Mapping;
using Cekura.TestHost;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;

namespace Cekura.TestAdapter.Execution;

/// <summary>Runs what was selected of each dll.</summary>
/// <param name="handle">The test platform.</param>
/// <param name="host">Passes words on.</param>
/// <param name="look">Checks that the run is still waited for, and cancels it when it is not.</param>
/// <param name="time">The clock.</param>
internal sealed class SourceRunner(IFrameworkHandle handle, PlatformHost host, Action look, TimeProvider time)
{
    public async Task RunAsync(IEnumerable<SelectedSource> sources, CancellationToken cancellationToken)
    {
        var runner = new ProjectRunner(
            new HostEnvironment(host, options => new CekuraClient(options), EmulatorConnection.Open, time) { Look = look }
        );
        foreach (var source in sources)
        {
            if (source.Selected is { WhyEmptyShard: { } why, Contents: { } empty })
            {
                runner.LeaveEmpty(empty);
                EmptyShard.Report(handle, empty, why);
            }

            if (source.Selected.IsEmpty)
            {
                continue;
            }

            await runner
                .RunAsync(source.Selected.Contents, source.Selected.Suites, attachments => Listener(source, attachments), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private ResultRecorder Listener(SelectedSource source, AttachmentFolder attachments)
    {
        var contents = source.Selected.Contents;
        host.BatchSize = contents.RunSettings.BatchSize;
        return new ResultRecorder(
            handle,
            scenarioCase => host.LastTest = source.TestOf(scenarioCase),
            new TestResultMapper(
                CaseResults.For(contents, attachments, time),
                hasRepetitions: contents.RunSettings is { HasTrx: true, IsForExplorer: false }
            ),
            host,
            contents.RunSettings.IsForExplorer ? ResultRecorder.InExplorer : ResultRecorder.InConsole
        );
    }
}
