using Cekura.Client;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Watch;

/// <summary>The last that was seen of a run, and why nobody looks any longer.</summary>
/// <param name="Run">The run, in full where the service could still be asked.</param>
/// <param name="State">Why the watch over it ended.</param>
internal sealed record RunSighting(Run Run, SettledState State);
