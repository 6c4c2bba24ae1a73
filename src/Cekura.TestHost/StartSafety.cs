using Cekura.Client;
using Cekura.Manifests.Discovery;
using Cekura.Runs.Processes;
using Cekura.Runs.Starts;

namespace Cekura.TestHost;

/// <summary>
/// Keeps what is started for one test project from getting lost: its journal, the guard beside it, and what earlier runs left behind.
/// </summary>
internal sealed class StartSafety : IAsyncDisposable
{
    private readonly TestProject _contents;
    private readonly IProjectHost _host;
    private Task<GuardProcess?> _guard = Task.FromResult<GuardProcess?>(null);

    private StartSafety(TestProject contents, IProjectHost host)
    {
        _contents = contents;
        _host = host;
    }

    /// <summary>Null where nothing outlives this process, and where nothing is started.</summary>
    public StartJournal? Journal { get; private set; }

    /// <summary>What earlier runs of the same project started.</summary>
    public EarlierStarts? Earlier { get; private set; }

    /// <summary>Opens the journal; a folder that cannot be written is said, and costs nothing else.</summary>
    public static StartSafety Open(TestProject contents, IProjectHost host, TimeProvider time)
    {
        var starts = new StartSafety(contents, host);
        if (contents.Settings is { UsesEmulator: false, DryRun: false } settings && contents.Credentials?.ApiKey is { } key)
        {
            var project = Path.GetFileNameWithoutExtension(contents.Container.Source);
            starts.Open(
                new JournalHead(project, Path.GetFullPath(contents.Container.ProjectDirectory), settings.ApiUrl, time.GetUtcNow()),
                key,
                time
            );
        }

        return starts;
    }

    /// <summary>
    /// Waits for the guard, before which nothing is to be started; a guard that cannot be started is said, and waited for no longer.
    /// </summary>
    public Task GuardedAsync() => _guard;

    /// <summary>Ends what earlier runs left and this one does not resume.</summary>
    public async Task EndOthersAsync(
        CekuraClient client,
        IEnumerable<DiscoveredSuite> suites,
        Task<IReadOnlyDictionary<string, TimeSpan>> durations,
        CancellationToken cancellationToken
    )
    {
        if (Earlier is null)
        {
            return;
        }

        var selected = suites.Select(suite => suite.Cases);
        foreach (
            var ended in await Earlier
                .EndOthersAsync(client, selected, _contents.Settings!.ConcurrencyLimit, durations, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            if (ended.Outcome is EndOutcome.Ended)
            {
                _host.Warn(
                    $"an earlier test run ended without ending result {ended.ResultId}; asked {ended.Service} to end its active conversations."
                );
            }
            else if (ended.Outcome is EndOutcome.Failed)
            {
                _host.Warn($"an earlier test run may have left \"{ended.Name}\" running, and it could not be ended: {ended.Error}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Earlier?.Dispose();

        // The guard reads the journal when the pipe closes, so the journal is let go of first.
        Journal?.Dispose();
        // What went wrong with it was said where it was waited for, and keeps nothing else from being closed.
        await ((Task)_guard).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_guard.IsCompletedSuccessfully)
        {
            (await _guard.ConfigureAwait(false))?.Dispose();
        }
    }

    private void Open(JournalHead head, string key, TimeProvider time)
    {
        try
        {
            Earlier = EarlierStarts.Claim(_contents.StateDirectory, head, _contents.Settings!.Reuse, time);
            Journal = StartJournal.Create(_contents.StateDirectory, head);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _host.Warn(
                $"what is started is not remembered, so nothing ends it if this process dies: {e.Message} The setting StateDirectory names another folder."
            );
            return;
        }

        foreach (var error in Earlier.Errors)
        {
            _host.Warn(error);
        }

        // Beside planning: to start a process takes as long as to plan thousands of tests.
        var journal = Journal.Path;
        _guard = Task.Factory.StartNew(
            () => Guarded(journal, head.ApiUrl, key),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    private GuardProcess? Guarded(string journal, Uri apiUrl, string key)
    {
        try
        {
            return GuardProcess.Start(GuardProgram.Of(_contents.Container), new GuardOrders(journal, apiUrl, key).ToLine(), Unguarded);
        }
        catch (IOException e)
        {
            Unguarded(e.Message);
            return null;
        }
    }

    private void Unguarded(string why) =>
        _host.Warn($"there is no guard that ends the conversations if this process is killed; the next test run does: {why}");
}
