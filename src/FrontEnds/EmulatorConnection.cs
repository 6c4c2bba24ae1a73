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
    public static ServiceConnection Open(string seed, string? data, Action<Process> startProcess) =>
        Open(seed, data, startProcess, read => read);

    /// <param name="seed">The seed file.</param>
    /// <param name="data">Where conversations are kept; null: nowhere.</param>
    /// <param name="startProcess">Starts the process of an agent.</param>
    /// <param name="change">What the front end makes of the seed.</param>
    /// <exception cref="StartRefusedException">The seed file is missing or has errors.</exception>
    public static ServiceConnection Open(string seed, string? data, Action<Process> startProcess, Func<EmulatorSeed, EmulatorSeed> change)
    {
        try
        {
            var emulator = new CekuraEmulator(change(EmulatorSeed.Load(seed)), new EmulatorOptions { StartProcess = startProcess });
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
