using System.Diagnostics;
using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.Watch;

namespace Cekura.TestHost;

/// <summary>What the runs go through: the service, or an emulator in this process that is asked for by name.</summary>
internal sealed class ServiceConnection : IAsyncDisposable
{
    private readonly IAsyncDisposable? _emulator;
    private readonly Func<string?, CekuraClient> _connect;
    private Func<Func<string, string>, Task>? _keep;
    private string? _secret;

    private ServiceConnection(Func<string?, CekuraClient> connect, IAsyncDisposable? emulator, bool isLocal)
    {
        _connect = connect;
        IsLocal = isLocal;
        _emulator = emulator;
    }

    public CekuraClient Client => field ??= _connect(_secret);

    /// <summary>When to poll; null: as the mode of each request asks for.</summary>
    public PollSchedule? Schedule => _emulator is null ? null : PollSchedule.Emulator;

    /// <summary>Whether what answers is on this machine, another emulator or a proxy to the service.</summary>
    public bool IsLocal { get; }

    /// <summary>Opens what the settings ask for.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="credentials">The key; null: none.</param>
    /// <param name="emulatorData">Where an emulator keeps its conversations; null: nowhere.</param>
    /// <param name="startProcess">Starts the process of an agent that an emulator launches.</param>
    /// <param name="environment">What is around it.</param>
    /// <param name="variables">Environment variables.</param>
    /// <param name="stateDirectory">Where this machine remembers what it ran; null: nowhere.</param>
    /// <exception cref="StartRefusedException">The seed is missing.</exception>
    public static ServiceConnection Open(
        CekuraSettings settings,
        CekuraCredentials? credentials,
        string? emulatorData,
        Action<Process> startProcess,
        HostEnvironment environment,
        IReadOnlyDictionary<string, string?> variables,
        string? stateDirectory
    ) =>
        settings.UsesEmulator
            ? environment
                .Emulate(
                    new(
                        settings,
                        settings.Seed
                            ?? throw new StartRefusedException(
                                "ApiUrl=emulator needs a seed file: set Cekura.Seed to its path, for example emulator.seed.json."
                            ),
                        emulatorData,
                        startProcess
                    )
                    {
                        Variables = variables,
                        ServiceKey = credentials?.ApiKey,
                        StateDirectory = stateDirectory,
                        Say = text => environment.Host.Message(MessageSeverity.Information, $"Cekura: {text}"),
                    }
                )
                .Hiding(credentials?.ApiKey)
            : ToService(
                environment.Connect(new CekuraClientOptions { BaseAddress = settings.ApiUrl, ApiKey = credentials?.ApiKey }),
                settings.ApiUrl.IsLoopback
            );

    /// <summary>A connection to an emulator in this process.</summary>
    /// <param name="address">The emulator's address.</param>
    /// <param name="connect">Makes a client whose requests go to the emulator.</param>
    /// <param name="emulator">The emulator, which ends with the connection.</param>
    /// <param name="keep">Keeps what its conversations left, when they are over, without what is taken out of a text that is kept; null:
    /// nothing is kept.</param>
    /// <param name="modelKey">The key of the models that the emulator asks, which is shown nowhere; null: there is none.</param>
    public static ServiceConnection ToEmulator(
        Uri address,
        Func<CekuraClientOptions, CekuraClient> connect,
        IAsyncDisposable emulator,
        Func<Func<string, string>, Task>? keep,
        string? modelKey
    ) =>
        // The emulator takes any key; one that is no secret keeps real ones away from it. An agent on this machine may know the real one,
        // and say it.
        new(
            secret =>
                connect(
                    new CekuraClientOptions
                    {
                        BaseAddress = address,
                        ApiKey = "emulated",
                        Secrets = [.. new[] { secret, modelKey }.OfType<string>().Where(key => key.Length > 0)],
                    }
                ),
            emulator,
            isLocal: true
        )
        {
            _keep = keep,
        };

    private static ServiceConnection ToService(CekuraClient client, bool isLocal) => new(_ => client, emulator: null, isLocal);

    /// <summary>The same, which shows a secret nowhere. To be called before anything goes through it.</summary>
    private ServiceConnection Hiding(string? secret)
    {
        _secret = secret;
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (Interlocked.Exchange(ref _keep, null) is { } keep)
        {
            try
            {
                await keep(KeyRedaction.Of(_secret)).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Then the conversations cannot be seen again; what the tests say stands.
            }
        }

        if (_emulator is not null)
        {
            await _emulator.DisposeAsync().ConfigureAwait(false);
        }
    }
}
