using Cekura.Cli.Output;
using Cekura.Emulator;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Serving;

/// <summary>The file in which a served emulator finds again what clients did with it.</summary>
/// <param name="emulator">The emulator.</param>
/// <param name="path">The file, absolute.</param>
/// <param name="clean">Takes out of the text what must not be kept: an agent on this machine may know a key, and say it.</param>
/// <param name="say">Where it is said that the file cannot be written: the emulator continues with what it has in memory.</param>
/// <param name="time">The clock.</param>
internal sealed class EmulatorData(CekuraEmulator emulator, string path, Func<string, string> clean, TextWriter say, TimeProvider time)
    : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _writing = new(1);
    private long _kept;
    private string _written = "";
    private string? _error;
    private EmulatorDataLock? _lock;

    /// <summary>Resumes from the file, and makes sure that it can be written before anything is served.</summary>
    /// <exception cref="CommandException">The file is there, but cannot be resumed from; it cannot be written; another emulator keeps
    /// it.</exception>
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
            throw CommandException.Usage($"{path} cannot be resumed from. {e.Message} Take another file, or move this one away.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"{path} cannot be kept. {e.Message} Nothing is served; make room or give another file.");
        }
    }

    /// <summary>
    /// Writes the file if it lacks something that an answer of now may show: a client that has read of an end finds it again, however this
    /// process ends. To be called between making an answer and sending it.
    /// </summary>
    public Task KeepShownAsync() =>
        emulator.DataRevision is var shown && shown > Interlocked.Read(ref _kept) ? SaveAsync(shown) : Task.CompletedTask;

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
            if (_error is not null)
            {
                await say.WriteLineAsync($"cekura: what was done last is not in {path}: {_error}");
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

    /// <param name="needed">The revision that the file must have: answers that wait together wait for one writing.</param>
    private async Task SaveAsync(long needed = long.MaxValue)
    {
        await _writing.WaitAsync();
        try
        {
            if (_kept >= needed)
            {
                return;
            }

            // The number first: what changes after it is written once more rather than not at all.
            var revision = emulator.DataRevision;
            if (clean(emulator.SaveData()) is var text && text != _written)
            {
                await WriteAsync(text);
                await SayAsync(null);
            }

            Interlocked.Exchange(ref _kept, revision);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await SayAsync(e.Message);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task WriteAsync(string text)
    {
        await OwnerFile.ReplaceAsync(path, text, CancellationToken.None);
        _written = text;
    }

    /// <summary>Says what has changed: that the file cannot be written, or that it can be again.</summary>
    private async Task SayAsync(string? error)
    {
        if (error is not null != _error is not null)
        {
            await say.WriteLineAsync(
                error is null
                    ? $"cekura: {path} is written again."
                    : $"cekura: {path} cannot be written: {error} The emulator continues with what it has in memory, and retries."
            );
        }

        _error = error;
    }
}
