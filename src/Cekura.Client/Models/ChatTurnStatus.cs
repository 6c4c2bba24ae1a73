namespace Cekura.Client;

/// <summary>State of a turn in an API chat (<c>status</c> of <c>GET /test_framework/v1/runs/{id}/chat/{turn_id}/</c>).</summary>
public enum ChatTurnStatus
{
    /// <summary>A word that this version does not know.</summary>
    Unknown,

    /// <summary>The caller is still thinking.</summary>
    Generating,

    /// <summary>The reply can be read.</summary>
    Ready,

    /// <summary>A newer message replaced this one; what was said is kept.</summary>
    Dropped,

    /// <summary>No reply could be made; submit again.</summary>
    Error,
}
