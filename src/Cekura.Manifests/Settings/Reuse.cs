namespace Cekura.Manifests.Settings;

/// <summary>Which results of earlier test runs of the same selection are gone on with instead of starting and paying again.</summary>
internal enum Reuse
{
    /// <summary>None; what an earlier run left is ended.</summary>
    Never,

    /// <summary>Those still in flight, or in flight when their process died and finished since, within the last hour: no test has heard of them.</summary>
    InFlight,

    /// <summary>Those, and results of the last hour whose tests were reported, as on a second attempt of a CI job.</summary>
    Finished,
}
