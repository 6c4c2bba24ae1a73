using Cekura.Cli.Output;
using Cekura.Client;
using Cekura.Emulator;
using Cekura.Manifests.Text;
using Cekura.Runs.History;
using Cekura.Runs.Processes;

namespace Cekura.Cli.Emulation;

/// <summary>
/// The emulator of a test run that has ended, with its conversations: what a command does to them is kept for the next one.
/// </summary>
internal sealed class KeptEmulator : IAsyncDisposable
{
    private readonly CekuraEmulator _emulator;
    private readonly LaunchGuard _launches;
    private readonly string _path;
    private readonly string _read;

    private KeptEmulator(CekuraEmulator emulator, LaunchGuard launches, string path, string read) =>
        (_emulator, _launches, _path, _read) = (emulator, launches, path, read);

    /// <summary>Opens the emulator of a test run.</summary>
    /// <param name="run">The test run.</param>
    /// <param name="variables">Environment variables, which may name the models that judge.</param>
    /// <param name="say">Hears what is no data.</param>
    /// <exception cref="CommandException">Its conversations were not kept, or no longer go with the seed.</exception>
    /// <exception cref="EmulatorSeedException">The seed has errors.</exception>
    public static KeptEmulator Open(LastTestRun run, IReadOnlyDictionary<string, string?> variables, Action<string> say)
    {
        if (run.Seed is null || !File.Exists(run.EmulatorData))
        {
            throw CommandException.Usage(
                $"The last run of {run.Project} was on the emulator inside the test process, and its conversations were not kept. Its report and attachments are in the results directory of the tests."
            );
        }

        var seed = EmulatorSeed.Load(run.Seed);
        var model = EmulatedModels.Check(EmulatedModels.Settings(variables, seed.Directory), seed);
        var launches = AgentGuard.Over(say);
        var emulator = new CekuraEmulator(
            seed,
            new EmulatorOptions
            {
                StartProcess = launches.Start,
                Model = model,
                HasCassettes = true,
                Variable = name => variables.GetValueOrDefault(name),
            }
        );
        try
        {
            var read = File.ReadAllText(run.EmulatorData);
            emulator.LoadData(read);
            return new KeptEmulator(emulator, launches, run.EmulatorData, read);
        }
        catch (FormatException e)
        {
            throw CommandException.Usage(
                $"The conversations of the last run of {run.Project} cannot be looked at any more. {e.Message} Run the tests again."
            );
        }
    }

    /// <summary>A client of the emulator.</summary>
    /// <param name="log">Writes each request down on its way; null: none is.</param>
    /// <param name="time">The clock.</param>
    public CekuraClient Connect(DelegatingHandler? log, TimeProvider time)
    {
        var handler = _emulator.CreateHandler();
        if (log is not null)
        {
            log.InnerHandler = handler;
            handler = log;
        }

        // The emulator takes any key; one that is no secret keeps real ones away from it.
        return new CekuraClient(
            new CekuraClientOptions
            {
                BaseAddress = _emulator.BaseAddress,
                ApiKey = "emulated",
                TimeProvider = time,
            },
            handler
        );
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_emulator.SaveData() is var text && text != _read)
            {
                await OwnerFile.ReplaceAsync(_path, text, CancellationToken.None);
            }
        }
        finally
        {
            await _emulator.DisposeAsync();
            _launches.Dispose();
        }
    }
}
