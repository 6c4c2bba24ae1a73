using Cekura.Client;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Watch;

/// <summary>The last that was seen of a run, and why nobody looks any longer.</summary>
/// <param name="RunId">Id of the run.</param>
/// <param name="State">Why the watch over it ended.</param>
internal sealed record RunSighting(long RunId, SettledState State)
{
    private readonly Run? _run;
    private readonly ReadOnlyMemory<byte> _json;

    /// <param name="run">The run, in full where the service could still be asked.</param>
    /// <param name="state">Why the watch over it ended.</param>
    public RunSighting(Run run, SettledState state)
        : this(run.Id, state) => _run = run;

    private RunSighting(long runId, SettledState state, ReadOnlyMemory<byte> json)
        : this(runId, state) => _json = json;

    /// <summary>The run.</summary>
    public Run Run => _run ?? RunReader.ReadBriefly(_json)!;

    /// <summary>The same for a run that will be read in full: thousands wait for that, and what the look showed of one is read again only where that fails.</summary>
    public static RunSighting BeforeReading(Run run, SettledState state) => run.Json is { } json ? new(run.Id, state, json) : new(run, state);
}
