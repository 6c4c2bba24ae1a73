namespace Cekura.Runs.Session;

/// <summary>The slots of one request. They come back one by one when fewer of its runs are open than it has slots.</summary>
internal sealed class SlotShare(Slots slots, int limit) : IDisposable
{
    private readonly Lock _gate = new();
    private int _held = limit;

    /// <summary>How many of its runs may go on at the same time.</summary>
    public int Limit { get; private set; } = limit;

    /// <summary>So many of its runs have not ended.</summary>
    public void Open(int runs) => Hold(Math.Min(Limit, runs));

    /// <summary>The request was sent by somebody else, with a limit that may be higher.</summary>
    public void Assume(int limit)
    {
        Limit = Math.Max(limit, Limit);
        Hold(Limit);
    }

    /// <summary>Nothing of the request goes on any more.</summary>
    public void Dispose() => Hold(0);

    private void Hold(int wanted)
    {
        int back;
        lock (_gate)
        {
            back = _held - wanted;
            _held = wanted;
        }

        if (back != 0)
        {
            slots.Give(back);
        }
    }
}
