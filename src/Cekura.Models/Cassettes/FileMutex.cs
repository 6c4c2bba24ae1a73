namespace Cekura.Models.Cassettes;

/// <summary>
/// Keeps other processes of the user from changing a file meanwhile. The system lets go of it with the process, however that ends, and
/// nothing is left beside the file. Taken and left on one thread.
/// </summary>
internal sealed class FileMutex : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Mutex _mutex;

    private FileMutex(Mutex mutex) => _mutex = mutex;

    /// <exception cref="IOException">Another process has had it for too long.</exception>
    public static FileMutex Take(string path)
    {
        var name = $"cekura-cassette-{CassetteKey.HashOf(Path.GetFullPath(path))}";
        var mutex = new Mutex(
            initiallyOwned: false,
            name,
            new NamedWaitHandleOptions { CurrentUserOnly = true, CurrentSessionOnly = false }
        );
        try
        {
            return mutex.WaitOne(Patience)
                ? new(mutex)
                : throw new IOException($"{path} is being changed by another process that does not come to an end.");
        }
        catch (AbandonedMutexException)
        {
            // A process that had it was killed. It replaces the file as a whole, so that is as it was, or done.
            return new(mutex);
        }
        catch
        {
            mutex.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _mutex.ReleaseMutex();
        _mutex.Dispose();
    }
}
