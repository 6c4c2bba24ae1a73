using Cekura.Client;
using Cekura.Emulator;
using Cekura.Runs.TestProjects;

namespace Cekura.Doors;

/// <summary>Connects to an emulator in this process. Part of each door of a test platform: the flow must not know the emulator, nor the emulator the flow.</summary>
internal static class EmulatorConnection
{
    /// <exception cref="NothingStartedException">The seed file is missing or has errors.</exception>
    public static ServiceConnection Open(string seed)
    {
        try
        {
            var emulator = new CekuraEmulator(EmulatorSeed.Load(seed));
            return ServiceConnection.ToEmulator(emulator.BaseAddress, options => new CekuraClient(options, emulator.CreateHandler()), emulator);
        }
        catch (EmulatorSeedException e)
        {
            throw new NothingStartedException(e.Message);
        }
    }
}
