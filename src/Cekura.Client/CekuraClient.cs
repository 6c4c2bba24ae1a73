namespace Cekura.Client;

/// <summary>
/// Client of the service's API, which <c>https://docs.cekura.ai</c> describes: one member per resource. Safe to use from several threads;
/// create one and keep it. Every call ends with <see cref="OperationCanceledException"/> when its token is cancelled, and with
/// <see cref="ObjectDisposedException"/> after the client was disposed. In what a call reads, a property is null, or a list empty, where
/// the service says nothing.
/// </summary>
public sealed class CekuraClient : IDisposable
{
    private readonly Transport _transport;

    /// <summary>Creates a client that connects with the system's proxy and certificates; nothing is sent yet.</summary>
    /// <param name="options">Address, key, retries and clock.</param>
    /// <exception cref="CekuraConfigurationException">
    /// There is no key, the address is no http(s) address, or it is a plain http address of another machine.
    /// </exception>
    public CekuraClient(CekuraClientOptions options)
        : this(options, handler: null) { }

    /// <summary>Creates a client whose requests another handler carries; nothing is sent yet.</summary>
    /// <param name="options">Address, key, retries and clock.</param>
    /// <param name="handler">
    /// Carries the requests, those for recordings among them; null: one with the system's proxy and certificates. It stays the caller's: to
    /// dispose, and as it is, also when it was used before. Redirects would carry the key to other servers, so in the place of a
    /// <see cref="SocketsHttpHandler"/> or <see cref="HttpClientHandler"/> that follows them one with the same properties is used that does
    /// not. Below handlers of your own, set <c>AllowAutoRedirect</c> to false.
    /// </param>
    /// <exception cref="CekuraConfigurationException">
    /// There is no key, the address is no http(s) address, or it is a plain http address of another machine.
    /// </exception>
    public CekuraClient(CekuraClientOptions options, HttpMessageHandler? handler)
    {
        ArgumentNullException.ThrowIfNull(options);
        _transport = new Transport(options, handler);
        Scenarios = new ScenariosResource(_transport);
        Results = new ResultsResource(_transport);
        Runs = new RunsResource(_transport);
        Personalities = new PersonalitiesResource(_transport);
        Prompts = new PromptsResource(_transport);
        TestSets = new TestSetsResource(_transport);
        Agents = new AgentsResource(_transport);
        Metrics = new MetricsResource(_transport);
        TestProfiles = new TestProfilesResource(_transport);
        Projects = new ProjectsResource(_transport);
        CriticalMetricScenarios = new CriticalMetricScenariosResource(_transport);
        Recordings = new RecordingsResource(_transport.Service, options.TimeProvider, _transport.Given);
    }

    /// <summary>Scenarios: what can be run, and starting it.</summary>
    public ScenariosResource Scenarios { get; }

    /// <summary>Results: batches of runs.</summary>
    public ResultsResource Results { get; }

    /// <summary>Runs: single conversations.</summary>
    public RunsResource Runs { get; }

    /// <summary>Personalities of the simulated caller.</summary>
    public PersonalitiesResource Personalities { get; }

    /// <summary>Improvement of the agent's prompt.</summary>
    public PromptsResource Prompts { get; }

    /// <summary>Test sets: promoted conversations.</summary>
    public TestSetsResource TestSets { get; }

    /// <summary>Agents under test.</summary>
    public AgentsResource Agents { get; }

    /// <summary>Definitions of metrics.</summary>
    public MetricsResource Metrics { get; }

    /// <summary>Test profiles of the simulated caller.</summary>
    public TestProfilesResource TestProfiles { get; }

    /// <summary>Projects that the key can see.</summary>
    public ProjectsResource Projects { get; }

    /// <summary>Deviations that the service's built-in check looks for.</summary>
    public CriticalMetricScenariosResource CriticalMetricScenarios { get; }

    /// <summary>Recordings of conversations.</summary>
    public RecordingsResource Recordings { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Recordings.Close();
        _transport.Dispose();
    }
}
