using System.Text.Json;

namespace Cekura.Client;

/// <summary>
/// Runs that are read beside the answer which brings them. Of many, a share at a time is read on a thread of its own: somebody waits for the answer, and in a
/// test host the threads of the pool may be waiting for the platform.
/// </summary>
internal sealed class ArrivingRuns
{
    private const int Share = 500;

    private readonly List<Task<List<Run>>> _read = [];
    private List<byte[]> _arrived = [];

    /// <summary>Why the answer that brought them is no JSON; null: it is.</summary>
    public JsonException? Trouble { get; set; }

    /// <summary>Takes a run in memory of its own, which it keeps.</summary>
    public void Add(byte[] own)
    {
        _arrived.Add(own);
        if (_arrived.Count == Share)
        {
            var share = _arrived;
            _read.Add(Task.Factory.StartNew(() => Read(share), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
            _arrived = new(Share);
        }
    }

    /// <summary>Waits until what was begun has ended, whatever came of it.</summary>
    public async Task EndAsync() => await ((Task)Task.WhenAll(_read)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>All that came, after <see cref="EndAsync"/>; what is no run among them is left out.</summary>
    /// <exception cref="JsonException">One has an unexpected shape.</exception>
    public IEnumerable<Run> All() => _read.SelectMany(share => share.GetAwaiter().GetResult()).Concat(Read(_arrived));

    private static List<Run> Read(List<byte[]> share) => [.. share.Select(own => RunReader.ReadBriefly(own)).OfType<Run>()];
}
