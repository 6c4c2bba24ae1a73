using System.Text.Json;

namespace Cekura.Client;

/// <summary>
/// Runs that are read beside the answer which brings them. Of many, a share at a time is read on a thread of its own, because in a test
/// host the threads of the pool may be waiting for the platform.
/// </summary>
internal sealed class ArrivingRuns
{
    private const int Share = 500;

    private readonly List<Task<List<Run>>> _read = [];
    private List<byte[]> _arrived = [];
    private int _unreadable;
    private string? _first;

    /// <summary>Why the answer that brought them is no JSON; null: it is.</summary>
    public JsonException? Error { get; set; }

    /// <summary>Takes a run in memory of its own, which it keeps.</summary>
    public void Add(byte[] own)
    {
        _arrived.Add(own);
        if (_arrived.Count == Share)
        {
            var share = _arrived;
            _read.Add(
                Task.Factory.StartNew(() => Read(share), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            );
            _arrived = new(Share);
        }
    }

    /// <summary>Waits until what was begun has ended, whatever came of it.</summary>
    public async Task EndAsync() => await ((Task)Task.WhenAll(_read)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>How many came and cannot be read, after <see cref="All"/>.</summary>
    public int Unreadable => _unreadable;

    /// <summary>
    /// All that came, after <see cref="EndAsync"/>; what is no run among them is left out, and so is one that cannot be read.
    /// </summary>
    /// <exception cref="JsonException">None can be read.</exception>
    public List<Run> All()
    {
        List<Run> all = [.. _read.SelectMany(share => share.GetAwaiter().GetResult()), .. Read(_arrived)];
        return all.Count == 0 && _first is { } first ? throw new JsonException(first) : all;
    }

    // Each by itself: an error in one leaves the others.
    private List<Run> Read(List<byte[]> share)
    {
        var runs = new List<Run>(share.Count);
        foreach (var own in share)
        {
            try
            {
                if (RunReader.ReadBriefly(own) is { } run)
                {
                    runs.Add(run);
                }
            }
            catch (Exception e) when (EntryReader.IsUnreadable(e))
            {
                Interlocked.Increment(ref _unreadable);
                Interlocked.CompareExchange(ref _first, e.Message, comparand: null);
            }
        }

        return runs;
    }
}
