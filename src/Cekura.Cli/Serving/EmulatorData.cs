using Cekura.Cli.Running;
using Cekura.Emulator;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Serving;

/// <summary>The file in which a served emulator finds again what clients did with it.</summary>
/// <param name="emulator">The emulator.</param>
/// <param name="path">The file, absolute.</param>
/// <param name="clean">Takes out of the text what must not be kept: an agent on this machine may know a key, and say it.</param>
/// <param name="say">Where it is said that the file cannot be written: the emulator goes on with what it has in memory.</param>
/// <param name="time">The clock.</param>
internal sealed class EmulatorData(CekuraEmulator emulator, string path, Func<string, string> clean, TextWriter say, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private string _written = "";
    private string? _trouble;
    private EmulatorDataLock? _lock;

    /// <summary>Goes on from the file, and makes sure that it can be written: nobody wants to learn that later.</summary>
    /// <exception cref="CommandException">The file is there, but cannot be gone on from; it cannot be written; another emulator keeps it.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            _lock = EmulatorDataLock.Take(path);
            if (Path.Exists(path))
            {
                await LoadAsync(cancellationToken);
            }

            await WriteAsync(emulator.SaveData());
        }
        catch (FormatException e)
        {
            throw CommandException.Usage($"{path} cannot be gone on from. {e.Message} Take another file, or move this one away.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"{path} cannot be kept. {e.Message} Nothing is served; make room or give another file.");
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
            if (_trouble is not null)
            {
                await say.WriteLineAsync($"cekura: what was done last is not in {path}: {_trouble}");
            }
        }
    }

    /// <summary>Lets the next emulator have the file.</summary>
    public void Dispose() => _lock?.Dispose();

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        // Pipes and devices have no length, and to open one may wait for ever; neither is to be replaced by a file.
        if (File.Exists(path) && new FileInfo(path).Length == 0)
        {
            throw new FormatException("There is nothing in it, or it is no file.");
        }

        emulator.LoadData(await File.ReadAllTextAsync(path, cancellationToken));
    }

    private async Task SaveAsync()
    {
        var text = clean(emulator.SaveData());
        if (text == _written)
        {
            return;
        }

        try
        {
            await WriteAsync(text);
            await SayAsync(null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await SayAsync(e.Message);
        }
    }

    private async Task WriteAsync(string text)
    {
        await OwnerFile.ReplaceAsync(path, text, CancellationToken.None);
        _written = text;
    }

    /// <summary>Says what has changed: that the file cannot be written, or that it can be again.</summary>
    private async Task SayAsync(string? trouble)
    {
        if (trouble is not null != _trouble is not null)
        {
            await say.WriteLineAsync(trouble is null
                ? $"cekura: {path} is written again."
                : $"cekura: {path} cannot be written: {trouble} The emulator goes on with what it has in memory, and tries again.");
        }

        _trouble = trouble;
    }
}
