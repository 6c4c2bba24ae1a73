using System.Collections.ObjectModel;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Discovery;
using Cekura.Runs.History;
using Cekura.Runs.Listening;
using Cekura.Runs.Plan;
using Cekura.Runs.Processes;
using Cekura.Runs.Session;

namespace Cekura.TestHost;

/// <summary>What one test project starts over one connection. Thread-safe; every conversation must be over before it is disposed.</summary>
internal sealed class ProjectSession : IAsyncDisposable
{
    // So many are quickly written and read again; load tests have more.
    private const int MaxKept = 1000;

    private readonly TestProject _contents;
    private readonly ServiceConnection _connection;
    private readonly StartSafety _starts;
    private readonly LaunchGuard _launches;
    private readonly RunBudget _budget;
    private readonly HostEnvironment _environment;
    private readonly Task<IReadOnlyDictionary<string, TimeSpan>> _durations;
    private readonly Slots? _slots;

    private ProjectSession(
        TestProject contents,
        ServiceConnection connection,
        StartSafety starts,
        LaunchGuard launches,
        Task<IReadOnlyDictionary<string, TimeSpan>> durations,
        RunBudget budget,
        HostEnvironment environment
    )
    {
        (_contents, _connection, _starts, _launches, _durations, _budget, _environment) = (
            contents,
            connection,
            starts,
            launches,
            durations,
            budget,
            environment
        );
        _slots = contents.Settings!.ConcurrencyLimit is { } limit ? new Slots(limit) : null;
    }

    /// <summary>Connects, and ends what earlier test runs left and this one does not resume.</summary>
    /// <param name="contents">The project, whose settings have no errors.</param>
    /// <param name="expected">What is going to run, each as it will be handed to <see cref="RunAsync"/>.</param>
    /// <param name="emulatorData">Where an emulator keeps its conversations, unless they are very many; null: nowhere.</param>
    /// <param name="environment">What is around it.</param>
    /// <param name="budget">What <c>MaxRuns</c> and <c>MaxCost</c> leave; one for all sessions of a command.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="StartRefusedException">The emulator cannot be started.</exception>
    /// <exception cref="CekuraConfigurationException">The service cannot be addressed, for example without a key.</exception>
    public static async Task<ProjectSession> OpenAsync(
        TestProject contents,
        IReadOnlyList<DiscoveredSuite> expected,
        string? emulatorData,
        HostEnvironment environment,
        RunBudget budget,
        CancellationToken cancellationToken
    )
    {
        foreach (
            var warning in TimeLimitOrder.Check(
                contents.Settings!,
                contents.RunSettings.Limits,
                expected.SelectMany(suite => suite.Cases).Where(scenarioCase => scenarioCase.RunCount > 0)
            )
        )
        {
            environment.Host.Warn($"{warning}");
        }

        var runs = expected.SelectMany(suite => suite.Cases).Sum(scenarioCase => (long)scenarioCase.RunCount);
        var durations = ReadDurationsAsync(contents, expected);
        var launches = new LaunchGuard(environment.LaunchGuard ?? GuardProgram.Of(contents.Container), error =>
            environment.Host.Warn($"there is no guard that ends launched programs if this process is killed: {error}")
        );
        var connection = ServiceConnection.Open(
            contents.Settings!,
            contents.Credentials,
            runs > MaxKept ? null : emulatorData,
            launches.Start,
            environment,
            contents.Variables,
            contents.StateDirectory
        );
        StartSafety? starts = null;
        try
        {
            starts = StartSafety.Open(contents, environment.Host, environment.Time);
            await starts.EndOthersAsync(connection.Client, expected, durations, cancellationToken).ConfigureAwait(false);
            return new ProjectSession(contents, connection, starts, launches, durations, budget, environment);
        }
        catch
        {
            if (starts is not null)
            {
                await starts.DisposeAsync().ConfigureAwait(false);
            }

            await connection.DisposeAsync().ConfigureAwait(false);
            launches.Dispose();
            throw;
        }
    }

    /// <summary>Holds what is going to run in several parts against what <c>MaxRuns</c> and <c>MaxCost</c> leave, as a whole.</summary>
    /// <param name="suites">All of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<RunPermit> PermitAsync(IReadOnlyList<DiscoveredSuite> suites, CancellationToken cancellationToken) =>
        _budget.AskAsync(_connection.Client, suites.Select(suite => (suite.Name, RunPlan.For(suite.Cases))), cancellationToken);

    /// <summary>Runs selected cases, suite by suite; each gets one final verdict.</summary>
    /// <param name="suites">What was selected.</param>
    /// <param name="listener">Hears each case start and finish.</param>
    /// <param name="attachments">Where files go.</param>
    /// <param name="cancellationToken">Ends every conversation of these, and then this.</param>
    /// <param name="permit">What was allowed to these, among others; null: they ask for themselves.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; cases without a verdict stay without one.</exception>
    public async Task RunAsync(
        IReadOnlyList<DiscoveredSuite> suites,
        ICaseListener listener,
        AttachmentFolder attachments,
        CancellationToken cancellationToken,
        RunPermit? permit = null
    )
    {
        var settings = _contents.Settings!;
        permit ??= await PermitAsync(suites, cancellationToken).ConfigureAwait(false);
        await _starts.GuardedAsync().ConfigureAwait(false);
        var reporter = CaseReporter.Of(listener).After(RedactionStep.Of(_contents.Credentials?.ApiKey));
        foreach (var suite in suites)
        {
            var options = new SessionOptions
            {
                Suite = suite.Name,
                Schedule = _connection.Schedule,
                IsLocal = _connection.IsLocal,
                Dashboard = _contents.Dashboard,
                RecordingDirectory = attachments.Recordings,
                Permit = permit,
                Journal = _starts.Journal,
                Earlier = _starts.Earlier,
                Durations = _durations,
                Slots = _slots,
                Look = _environment.Look,
                TellsProgress = !_environment.TellsProgress,
                Commands = new SystemCommandStarter(_launches.Start),
                Time = _environment.Time,
            };
            await new RunSession(_connection.Client, settings, reporter, _environment.Adapt(options))
                .RunAsync(suite.Cases, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <remarks>
    /// Beside planning, on a thread of its own: of many tests there is much to read, and in a test host those of the pool may be waiting
    /// for the platform.
    /// </remarks>
    private static Task<IReadOnlyDictionary<string, TimeSpan>> ReadDurationsAsync(
        TestProject contents,
        IEnumerable<DiscoveredSuite> expected
    )
    {
        var settings = contents.Settings!;
        var tests = expected.SelectMany(suite => suite.Cases);
        return settings.UsesEmulator
            ? Task.FromResult<IReadOnlyDictionary<string, TimeSpan>>(ReadOnlyDictionary<string, TimeSpan>.Empty)
            : Task.Factory.StartNew<IReadOnlyDictionary<string, TimeSpan>>(
                () => LastTestRun.Durations(contents.StateDirectory, settings.ApiUrl, tests),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
    }

    public async ValueTask DisposeAsync()
    {
        // The guard goes first: it checks whether anything is left, for which the service must still be there.
        await _starts.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        _launches.Dispose();
    }
}
