using Cekura.Client;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Plan;
using Cekura.Runs.Session;

namespace Cekura.TestHost;

/// <summary>Runs what was selected of one test project as a whole, with everything that is made of the verdicts.</summary>
internal sealed class ProjectRunner(HostEnvironment environment)
{
    /// <summary>Leaves what a shard leaves of which nothing is to run, so that its file is not missed.</summary>
    /// <param name="contents">The project, whose settings have no errors.</param>
    public void LeaveEmpty(TestProject contents)
    {
        using var shard = ProjectShard.Open(contents, environment.Host, environment.Time);
        shard?.End();
    }

    /// <summary>Runs the selected cases; each gets one final verdict.</summary>
    /// <param name="contents">The project, whose settings have no errors.</param>
    /// <param name="suites">What was selected of it.</param>
    /// <param name="listen">Makes who hears the verdicts, and finds a folder for what belongs to them.</param>
    /// <param name="cancellationToken">Ends every conversation, and then the run.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled; cases without a verdict stay without one.</exception>
    public async Task RunAsync(
        TestProject contents,
        IReadOnlyList<DiscoveredSuite> suites,
        Func<AttachmentFolder, ICaseListener> listen,
        CancellationToken cancellationToken
    )
    {
        using var status = new ProjectStatus(contents, suites, environment.Host, environment.Time);
        var around = environment with { Host = status };
        var isWhole = false;
        if (contents.SettingsLine is { } line)
        {
            status.Say(MessageSeverity.Information, line);
        }

        var attachments = AttachmentFolder.For(contents, environment.Time);
        var outputs = new ProjectOutputs(
            contents,
            [.. suites.SelectMany(suite => suite.Cases)],
            contents.Dashboard,
            attachments,
            status,
            environment.Time
        );
        outputs.Link(CaseFiles.For(contents, attachments));
        await using var closing = outputs.ConfigureAwait(false);
        await using var stopping = cancellationToken
            .UnsafeRegister(
                _ =>
                {
                    status.Stop();
                    outputs.Stop();
                },
                state: null
            )
            .ConfigureAwait(false);
        try
        {
            outputs.ReadBaseline();
            var session = await ProjectSession
                .OpenAsync(
                    contents,
                    suites,
                    outputs.EmulatorData,
                    around,
                    new RunBudget(contents.Settings!) { Fewer = contents.LastFailedOffer, TypedPrefix = contents.RunSettings.TypedPrefix },
                    cancellationToken
                )
                .ConfigureAwait(false);
            await using var _ = session.ConfigureAwait(false);
            await session
                .RunAsync(suites, outputs.ReportTo(status.Beside(listen(attachments))), attachments, cancellationToken)
                .ConfigureAwait(false);
            outputs.Complete();
            isWhole = true;
        }
        catch (Exception e) when (e is StartRefusedException or CekuraConfigurationException)
        {
            await RunSession
                .RefuseAsync(outputs.ReportTo(status.Beside(listen(attachments))), suites.SelectMany(suite => suite.Cases), e.Message)
                .ConfigureAwait(false);
            outputs.Complete();
            isWhole = true;
        }
        finally
        {
            await outputs.WriteAsync().ConfigureAwait(false);
            status.End(isWhole);
        }
    }
}
