using Cekura.Client;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Watch;

/// <summary>The last that was seen of a run, and why it is waited for no longer.</summary>
internal sealed class SettledRun
{
    private readonly ReadOnlyMemory<byte> _json;
    private Run? _run;

    /// <param name="run">The run, in full where the service could still be asked.</param>
    /// <param name="state">Why the watch over it ended.</param>
    public SettledRun(Run run, WatchEnd state) => (RunId, State, _run) = (run.Id, state, run);

    private SettledRun(long runId, WatchEnd state, ReadOnlyMemory<byte> json) => (RunId, State, _json) = (runId, state, json);

    /// <summary>Id of the run.</summary>
    public long RunId { get; }

    /// <summary>Why the watch over it ended.</summary>
    public WatchEnd State { get; }

    /// <summary>The run.</summary>
    public Run Run => _run ??= RunReader.ReadBriefly(_json)!;

    /// <summary>
    /// The same for a run that will be read in full: thousands wait for that, and what the poll showed of one is read again, once, only
    /// where that fails.
    /// </summary>
    public static SettledRun BeforeReading(Run run, WatchEnd state) => run.Json is { } json ? new(run.Id, state, json) : new(run, state);

    /// <summary>The same run with another reason.</summary>
    public SettledRun Because(WatchEnd state) => _run is { } run ? new(run, state) : new(RunId, state, _json);
}
