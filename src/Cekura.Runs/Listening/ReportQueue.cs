using System.Collections.Concurrent;

namespace Cekura.Runs.Listening;

/// <summary>
/// Lets reports be written beside the session that they are about: what is made of a case takes longer than its verdict, and no case waits
/// for the reports of those before. Only so few cases wait that memory does not grow when reports are slower than verdicts.
/// </summary>
internal sealed class ReportQueue : IAsyncDisposable
{
    private const int MaxWaiting = 16;

    private readonly SemaphoreSlim _room = new(MaxWaiting);
    private readonly BlockingCollection<Action> _waiting = [];
    private readonly Task _writing;
    private bool _isDisposed;

    /// <remarks>
    /// A thread of its own: in a test host the pool's first threads wait for the platform's messages, and others come only slowly.
    /// </remarks>
    public ReportQueue() =>
        _writing = Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Has something written, after everything that was handed over before.</summary>
    /// <param name="write">Writes it; never throws.</param>
    public async ValueTask AddAsync(Action write)
    {
        await _room.WaitAsync().ConfigureAwait(false);
        _waiting.Add(write);
    }

    /// <summary>Waits until everything is written. Nothing can be added any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _waiting.CompleteAdding();
            await _writing.ConfigureAwait(false);
            _waiting.Dispose();
            _room.Dispose();
        }
    }

    private void Write()
    {
        foreach (var write in _waiting.GetConsumingEnumerable())
        {
            write();
            _room.Release();
        }
    }
}
