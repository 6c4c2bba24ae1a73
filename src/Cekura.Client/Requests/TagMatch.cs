namespace Cekura.Client;

/// <summary>
/// How several tags of a <see cref="ScenarioQuery"/> combine (<c>tag_filter_type</c> of <c>GET /test_framework/v1/scenarios/</c>).
/// </summary>
public enum TagMatch
{
    /// <summary>Scenarios that have any of the tags.</summary>
    Or,

    /// <summary>Scenarios that have all of the tags.</summary>
    And,

    /// <summary>Scenarios that have none of the tags.</summary>
    Not,
}
