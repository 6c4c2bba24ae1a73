namespace Cekura.Runs.Settings;

/// <summary>Which results of earlier test runs of the same selection are gone on with instead of starting and paying again.</summary>
public enum Reuse
{
    /// <summary>None; what an earlier run left is ended.</summary>
    Never,

    /// <summary>Those still in flight, as after a crash of the machine.</summary>
    InFlight,

    /// <summary>Those, and results that finished within the last hour, as on a second attempt of a CI job.</summary>
    Finished,
}
