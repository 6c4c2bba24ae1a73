using Cekura.Cli.Running;
using Cekura.Emulator;
using Cekura.Runs.State;

namespace Cekura.Cli.Serving;

/// <summary>The file in which a served emulator finds again what clients did with it.</summary>
/// <param name="emulator">The emulator.</param>
/// <param name="path">The file.</param>
/// <param name="clean">Takes out of the text what must not be kept: an agent on this machine may know a key, and say it.</param>
/// <param name="time">The clock.</param>
internal sealed class EmulatorData(CekuraEmulator emulator, string path, Func<string, string> clean, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private string _written = "";

    /// <exception cref="CommandException">The file is there, but cannot be gone on from.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            var text = await File.ReadAllTextAsync(path, cancellationToken);
            emulator.LoadData(text);
            _written = text;
        }
        catch (FormatException e)
        {
            throw CommandException.Usage($"{path} cannot be gone on from. {e.Message} Take another file, or move this one away.");
        }
    }

    /// <summary>Keeps the file as the emulator is, until it is told to stop, and once more then.</summary>
    public async Task KeepAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                await SaveAsync();
            }
        }
        catch (OperationCanceledException)
        {
            await SaveAsync();
        }
    }

    private async Task SaveAsync()
    {
        var text = clean(emulator.SaveData());
        if (text != _written)
        {
            await OwnerFile.ReplaceAsync(path, text, CancellationToken.None);
            _written = text;
        }
    }
}
