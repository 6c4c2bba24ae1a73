using System.Diagnostics;
using Cekura.Client;
using Cekura.Emulator;
using Cekura.Manifests.Text;
using Cekura.TestHost;

namespace Cekura.FrontEnds;

/// <summary>
/// Connects to an emulator in this process. Part of each front end of a test platform: the flow must not know the emulator, nor the
/// emulator the flow.
/// </summary>
internal static class EmulatorConnection
{
    /// <exception cref="StartRefusedException">The seed file is missing or has errors.</exception>
    public static ServiceConnection Open(string seed, string? data, Action<Process> startProcess)
    {
        try
        {
            var emulator = new CekuraEmulator(EmulatorSeed.Load(seed), new EmulatorOptions { StartProcess = startProcess });
            if (File.Exists(data))
            {
                // Of an earlier connection of this same test run, whose ids are resumed.
                emulator.LoadData(File.ReadAllText(data));
            }

            return ServiceConnection.ToEmulator(
                emulator.BaseAddress,
                options => new CekuraClient(options, new EmulatorAndNetwork(emulator)),
                emulator,
                data is null ? null : clean => OwnerFile.ReplaceAsync(data, clean(emulator.SaveData()), CancellationToken.None)
            );
        }
        catch (EmulatorSeedException e)
        {
            throw new StartRefusedException(e.Message);
        }
    }
}
