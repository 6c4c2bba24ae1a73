namespace Cekura.Manifests.Settings;

/// <summary>Which results of earlier test runs of the same selection are resumed instead of started and paid again.</summary>
internal enum Reuse
{
    /// <summary>None: results that an earlier run left are ended.</summary>
    Never,

    /// <summary>
    /// Results that still run, and results that finished within the last hour after their process died, so that no test reported them.
    /// </summary>
    InFlight,

    /// <summary>The same, and results of the last hour whose tests were reported, as on a second attempt of a CI job.</summary>
    Finished,
}
