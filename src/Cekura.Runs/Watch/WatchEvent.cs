using Cekura.Client;

namespace Cekura.Runs.Watch;

/// <summary>What a watch saw.</summary>
internal abstract record WatchEvent
{
    private WatchEvent() { }

    /// <summary>A poll showed the result.</summary>
    /// <param name="Runs">Its runs, in their short form.</param>
    internal sealed record Polled(IReadOnlyList<Run> Runs) : WatchEvent;

    /// <summary>Runs are waited for no longer.</summary>
    /// <param name="Runs">The runs, as many together as one call reads in full.</param>
    internal sealed record Settled(IReadOnlyList<SettledRun> Runs) : WatchEvent;
}
