using System.Reflection;
using Cekura.Manifests.Text;
using Cekura.TestHost;
using Cekura.TestingPlatform.Capabilities;
using Cekura.TestingPlatform.Execution;
using Cekura.TestingPlatform.Mapping;
using Cekura.TestingPlatform.Options;
using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Extensions.OutputDevice;
using Microsoft.Testing.Platform.Extensions.TestFramework;
using Microsoft.Testing.Platform.Requests;
using Microsoft.Testing.Platform.Services;

namespace Cekura.TestingPlatform;

/// <summary>Lists and runs one test per scenario × personality of the project's manifests, on Microsoft.Testing.Platform.</summary>
internal sealed class CekuraTestFramework(IServiceProvider services, TrxCapability trx, StopCapability stop)
    : CekuraExtension,
        ITestFramework,
        IDataProducer,
        IOutputDeviceDataProducer
{
    private readonly Assembly _tests = Assembly.GetEntryAssembly()!;
    private bool _hasFailed;

    public Type[] DataTypesProduced { get; } = [typeof(TestNodeUpdateMessage), typeof(SessionFileArtifact)];

    public Task<CreateTestSessionResult> CreateTestSessionAsync(CreateTestSessionContext context) =>
        Task.FromResult(new CreateTestSessionResult { IsSuccess = true });

    public Task<CloseTestSessionResult> CloseTestSessionAsync(CloseTestSessionContext context) =>
        Task.FromResult(
            new CloseTestSessionResult
            {
                IsSuccess = !_hasFailed,
                ErrorMessage = _hasFailed ? "Cekura: the tests could not be listed." : null,
            }
        );

    public async Task ExecuteRequestAsync(ExecuteRequestContext context)
    {
        try
        {
            switch (context.Request)
            {
                case DiscoverTestExecutionRequest discovery:
                    await DiscoverAsync(context, discovery).ConfigureAwait(false);
                    break;
                case RunTestExecutionRequest run:
                    await RunAsync(context, run).ConfigureAwait(false);
                    break;
                default:
                    throw new NotSupportedException($"Cekura does not know the request {context.Request.GetType().Name}.");
            }
        }
        finally
        {
            context.Complete();
        }
    }

    private async Task DiscoverAsync(ExecuteRequestContext context, DiscoverTestExecutionRequest discovery)
    {
        var publisher = Publisher(context, discovery);
        await using var closing = publisher.ConfigureAwait(false);
        var (runner, host) = Runner(publisher, isDiscovery: true);
        runner.Discover(discovery.Filter);
        _hasFailed = host.HasErrors;
    }

    private async Task RunAsync(ExecuteRequestContext context, RunTestExecutionRequest run)
    {
        var publisher = Publisher(context, run);
        await using var closing = publisher.ConfigureAwait(false);
        var (runner, host) = Runner(publisher, isDiscovery: false);
        using var scope = new RunScope(endsByItself: !RunOptions.IsForExplorer(services.GetCommandLineOptions()));
        using var cancelling = context.CancellationToken.Register(scope.Cancel);
        stop.During(scope.Cancel);
        try
        {
            scope.Token.ThrowIfCancellationRequested();
            await runner.RunAsync(run.Filter, scope.Look, TimeProvider.System, scope.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (scope.Token.IsCancellationRequested)
        {
            if (!host.HasSaidCancelled)
            {
                host.Warn("cancelled.");
            }

            if (!stop.IsAsked)
            {
                // A signal, a time limit, or the end of what started this: nothing else would keep what is left out of the run from being
                // missed. Once the platform has cancelled, it takes no node any more, and its exit code tells of it; after Ctrl+C it does
                // so at any moment.
                var isTold = scope.IsInterrupted || context.CancellationToken.IsCancellationRequested;
                var severity = isTold ? MessageSeverity.Warning : MessageSeverity.Error;
                host.Say(severity, "the run was cancelled, so not all of its tests have a verdict.");
            }

            context.CancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            stop.During(null);
            scope.End();
        }
    }

    private NodePublisher Publisher(ExecuteRequestContext context, TestExecutionRequest request) =>
        new(
            context.MessageBus,
            RunOptions.IsForCommand(services.GetCommandLineOptions())
                ? new CommandWords(Console.Out)
                : new DeviceWords(services.GetOutputDevice(), this),
            this,
            request.Session.SessionUid
        );

    private (RequestRunner Runner, SessionHost Host) Runner(NodePublisher publisher, bool isDiscovery)
    {
        var mapper = new NodeMapper(_tests.FullName!, trx.IsEnabled);
        var host = new SessionHost(publisher, mapper, Path.GetFileNameWithoutExtension(_tests.Location), isDiscovery)
        {
            // The command shows what a program wrote when it failed, and then further to the right. A report of the platform's own
            // annotates each failure at the same place.
            ReachesLog =
                !RunOptions.IsForCommand(services.GetCommandLineOptions()) && !RunOptions.IsAnnotated(services.GetCommandLineOptions()),
        };
        var options = RunOptions.Read(services.GetCommandLineOptions(), services.GetConfiguration());
        return (new RequestRunner(_tests.Location, options, publisher, mapper, host), host);
    }
}
