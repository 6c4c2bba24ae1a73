using Cekura.Client;
using Cekura.Emulator;
using Cekura.Runs.Settings;
using Cekura.Runs.Watch;

namespace Cekura.TestAdapter.Execution;

/// <summary>What the runs go through: the service, or an emulator in this process that is asked for by name.</summary>
internal sealed class Connection : IAsyncDisposable
{
    private readonly CekuraEmulator? _emulator;

    private Connection(CekuraClient client, PollSchedule schedule, CekuraEmulator? emulator)
    {
        Client = client;
        Schedule = schedule;
        _emulator = emulator;
    }

    public CekuraClient Client { get; }

    public PollSchedule Schedule { get; }

    /// <exception cref="EmulatorSeedException">The seed file is missing or has errors.</exception>
    public static Connection Open(CekuraSettings settings, CekuraCredentials? credentials) =>
        settings.UsesEmulator
            ? Emulated(settings)
            : new Connection(
                new CekuraClient(new CekuraClientOptions { BaseAddress = settings.ApiUrl, ApiKey = credentials?.ApiKey }),
                PollSchedule.Text,
                emulator: null);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_emulator is not null)
        {
            await _emulator.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static Connection Emulated(CekuraSettings settings)
    {
        var path = settings.Seed ?? throw new EmulatorSeedException("ApiUrl=emulator needs a seed file: set Cekura.Seed to its path, for example emulator.seed.json.");
        var emulator = new CekuraEmulator(EmulatorSeed.Load(path));

        // The emulator takes any key; one that is no secret keeps real ones away from it.
        var options = new CekuraClientOptions { BaseAddress = emulator.BaseAddress, ApiKey = "emulated" };
        return new Connection(new CekuraClient(options, emulator.CreateHandler()), PollSchedule.InProcess, emulator);
    }
}
