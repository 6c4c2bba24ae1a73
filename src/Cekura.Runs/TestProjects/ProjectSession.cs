using Cekura.Client;
using Cekura.Runs.Discovery;

namespace Cekura.Runs.TestProjects;

/// <summary>What one test project starts over one connection. Thread-safe; every conversation must be over before it is disposed.</summary>
internal sealed class ProjectSession : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly ProjectContents _contents;
    private readonly ServiceConnection _connection;
    private readonly ProjectStarts _starts;
    private readonly RunBudget _budget;
    private readonly TimeProvider _time;

    private ProjectSession(ProjectContents contents, ServiceConnection connection, ProjectStarts starts, long earlierRuns, TimeProvider time)
    {
        (_contents, _connection, _starts, _time) = (contents, connection, starts, time);
        _budget = new RunBudget(contents.Settings!.MaxRuns, earlierRuns);
        PlannedRuns = earlierRuns;
    }

    /// <summary>How many runs were planned so far, those of earlier sessions included.</summary>
    public long PlannedRuns { get; private set; }

    /// <summary>Connects, and ends what earlier test runs left and this one does not go on with.</summary>
    /// <param name="contents">The project, whose settings have no errors.</param>
    /// <param name="expected">What is going to run, each as it will be handed to <see cref="RunAsync"/>.</param>
    /// <param name="surroundings">What is around it.</param>
    /// <param name="earlierRuns">Runs that count against <c>MaxRuns</c> already.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="NothingStartedException">The emulator cannot be started.</exception>
    /// <exception cref="CekuraConfigurationException">The service cannot be addressed, for example without a key.</exception>
    public static async Task<ProjectSession> OpenAsync(
        ProjectContents contents, IEnumerable<DiscoveredSuite> expected, ProjectSurroundings surroundings, long earlierRuns, CancellationToken cancellationToken)
    {
        var connection = ServiceConnection.Open(contents.Settings!, contents.Credentials, surroundings);
        ProjectStarts? starts = null;
        try
        {
            starts = ProjectStarts.Open(contents, surroundings.Host, surroundings.Time);
            await starts.EndOthersAsync(connection.Client, expected, cancellationToken).ConfigureAwait(false);
            return new ProjectSession(contents, connection, starts, earlierRuns, surroundings.Time);
        }
        catch
        {
            starts?.Dispose();
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs selected cases, suite by suite; each gets one final verdict.</summary>
    /// <param name="suites">What was selected.</param>
    /// <param name="listener">Hears each case start and finish.</param>
    /// <param name="attachments">Where files go.</param>
    /// <param name="cancellationToken">Ends every conversation of these, and then this.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; cases without a verdict stay without one.</exception>
    public async Task RunAsync(IReadOnlyList<DiscoveredSuite> suites, ICaseListener listener, AttachmentFolder attachments, CancellationToken cancellationToken)
    {
        var settings = _contents.Settings!;
        var total = suites.Sum(Runs);
        var others = Plan(total);
        foreach (var suite in suites)
        {
            var options = new SessionOptions
            {
                Suite = suite.Name,
                Schedule = _connection.Schedule,
                Dashboard = _contents.Dashboard,
                RecordingDirectory = attachments.Recordings,
                OtherRuns = (int)Math.Min(int.MaxValue, others + total - Runs(suite)),
                Budget = _budget,
                Journal = _starts.Journal,
                Earlier = _starts.Earlier,
                Time = _time,
            };
            await new RunSession(_connection.Client, settings, listener, options).RunAsync(suite.Cases, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The guard goes first: it looks whether anything is left, for which the service must still be there.
        _starts.Dispose();
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Takes runs from what may be started. What is too much is refused as a whole by whoever is to start it, and takes nothing.</summary>
    /// <returns>Runs that were planned before.</returns>
    private long Plan(long runs)
    {
        lock (_gate)
        {
            var before = PlannedRuns;
            if (_budget.TryTake((int)Math.Min(int.MaxValue, runs)))
            {
                PlannedRuns += runs;
            }

            return before;
        }
    }

    private static long Runs(DiscoveredSuite suite) =>
        suite.Cases.Where(scenarioCase => scenarioCase.Skip is null).Sum(scenarioCase => (long)scenarioCase.Frequency);
}
