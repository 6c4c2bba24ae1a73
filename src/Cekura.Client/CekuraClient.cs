namespace Cekura.Client;

/// <summary>
/// Client of the service's API: one member per resource. Safe to use from several threads; create one and keep it.
/// </summary>
public sealed class CekuraClient : IDisposable
{
    private readonly Transport _transport;

    /// <summary>Creates a client; nothing is sent yet.</summary>
    /// <param name="options">Address, key, retries and clock.</param>
    /// <param name="handler">
    /// Carries the requests; default: a handler with the system's proxy and certificates. It stays the caller's to dispose. Handlers of
    /// the runtime are switched to not follow redirects, because that would carry the key to other servers.
    /// </param>
    /// <exception cref="CekuraConfigurationException">
    /// There is no key, the address is no http(s) address, or it is a plain http address of another machine.
    /// </exception>
    public CekuraClient(CekuraClientOptions options, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _transport = new Transport(options, handler);
        Scenarios = new ScenariosResource(_transport);
        Results = new ResultsResource(_transport);
        Runs = new RunsResource(_transport);
        Personalities = new PersonalitiesResource(_transport);
        Recordings = new RecordingsResource(_transport.Service, options.TimeProvider);
    }

    /// <summary>Scenarios: what can be run, and starting it.</summary>
    public ScenariosResource Scenarios { get; }

    /// <summary>Results: batches of runs.</summary>
    public ResultsResource Results { get; }

    /// <summary>Runs: single conversations.</summary>
    public RunsResource Runs { get; }

    /// <summary>Personalities of the simulated caller.</summary>
    public PersonalitiesResource Personalities { get; }

    /// <summary>Recordings of conversations.</summary>
    public RecordingsResource Recordings { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Recordings.Close();
        _transport.Dispose();
    }
}
