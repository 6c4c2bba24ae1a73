using Cekura.Client;
using Cekura.FrontEnds;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Text;
using Cekura.Runs.History;
using Cekura.TestHost;
using Cekura.TestingPlatform.Filtering;
using Cekura.TestingPlatform.Mapping;
using Cekura.TestingPlatform.Options;
using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Requests;

namespace Cekura.TestingPlatform.Execution;

/// <summary>Carries out one request of the platform: lists the tests of the dll, or runs what is selected of them.</summary>
/// <param name="source">The test dll.</param>
/// <param name="options">What was said for the run.</param>
/// <param name="publisher">Passes nodes on.</param>
/// <param name="mapper">Makes nodes.</param>
/// <param name="host">Passes words on.</param>
internal sealed class RequestRunner(string source, RunOptions options, NodePublisher publisher, NodeMapper mapper, SessionHost host)
{
    private readonly string _project = Path.GetFileNameWithoutExtension(source);

    /// <summary>Lists the tests.</summary>
    public void Discover(ITestExecutionFilter? filter)
    {
        if (Load(filter) is not var (contents, wanted))
        {
            return;
        }

        var selected = SelectedProject.Picked(contents, wanted.Matches);
        foreach (var scenarioCase in selected.Suites.SelectMany(suite => suite.Cases))
        {
            publisher.Publish(mapper.Discovered(scenarioCase));
        }

        TellNothingMatched(selected, wanted);
    }

    /// <summary>Runs the tests.</summary>
    /// <param name="filter">The filter of the request.</param>
    /// <param name="look">Checks that the run is still waited for, and cancels it when it is not.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends every conversation, and then the run.</param>
    public async Task RunAsync(ITestExecutionFilter? filter, Action look, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Load(filter) is not var (contents, wanted))
        {
            return;
        }

        var selected = SelectedProject.Filtered(contents, wanted.Matches);
        TellNothingMatched(selected, wanted);
        ReportLost(selected, wanted);
        var isShown = host.ReachesLog && !options.Settings.IsForExplorer;
        var runner = new ProjectRunner(
            new HostEnvironment(host, client => new CekuraClient(client), EmulatorConnection.Open, time)
            {
                Look = look,
                TellsProgress = isShown,
            }
        );
        if (selected.WhyEmptyShard is { } why)
        {
            runner.LeaveEmpty(contents);
            publisher.Publish(
                mapper.Other(
                    ProjectShard.NameOfEmpty(contents),
                    ShardSet.Name(contents.Settings!.Shard!),
                    new SkippedTestNodeStateProperty(why),
                    why
                )
            );
        }
        else if (!selected.IsEmpty)
        {
            using var progress = isShown
                ? new ProgressLine(
                    selected.Suites.Sum(suite => suite.Cases.Count),
                    contents.Settings!,
                    line => host.Say(MessageSeverity.Information, line),
                    time
                )
                : null;
            await runner
                .RunAsync(
                    contents,
                    selected.Suites,
                    attachments => new NodeListener(publisher, mapper, CaseResults.For(contents, attachments, time), host, progress),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    private (TestProject Contents, NodeFilter Wanted)? Load(ITestExecutionFilter? filter)
    {
        foreach (var problem in options.Problems)
        {
            host.Say(MessageSeverity.Error, problem);
        }

        if (options.Problems.Count > 0)
        {
            return null;
        }

        var wanted = new NodeFilter(_project, filter, options.Filter);
        return
            TestProject.Load(source, options.Settings, SettingsEnvironment.Read(), (severity, text) => host.Say(severity, text))
                is { } contents
            ? (contents, wanted)
            : null;
    }

    private void TellNothingMatched(SelectedProject selected, NodeFilter wanted)
    {
        if (selected.IsEmpty && wanted.NothingMatched(selected.Contents) is { } nothing)
        {
            host.Warn(nothing);
        }
    }

    // Of a command line, a name may be meant for another project; an explorer picks among those that this one listed.
    private void ReportLost(SelectedProject selected, NodeFilter wanted)
    {
        if (!options.Settings.IsForExplorer || wanted.Picked is not { } picked)
        {
            return;
        }

        var found = selected.Suites.SelectMany(suite => suite.Cases).Select(scenarioCase => scenarioCase.FullyQualifiedName).ToHashSet();
        foreach (var lost in picked.Where(name => !found.Contains(name)))
        {
            var why = TestProject.WhyLost(selected.Contents, lost);
            publisher.Publish(mapper.Other(lost, NodeName.Of(lost).Method, NodeMapper.Error(why), why));
        }
    }
}
