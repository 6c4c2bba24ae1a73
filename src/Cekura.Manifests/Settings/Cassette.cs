namespace Cekura.Manifests.Settings;

/// <summary>Whether answers of models come from cassettes.</summary>
internal enum Cassette
{
    /// <summary>What is recorded is replayed; what is not is asked, and recorded.</summary>
    Auto,

    /// <summary>Everything is replayed; what is not recorded is an error, and no model is asked.</summary>
    Replay,

    /// <summary>Everything is asked once, and recorded in the place of what was.</summary>
    Record,

    /// <summary>Everything is asked, and nothing is recorded.</summary>
    Off,
}
