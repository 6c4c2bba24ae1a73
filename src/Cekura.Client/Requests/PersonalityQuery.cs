namespace Cekura.Client;

/// <summary>Filters of the personalities list (contract, section 16).</summary>
public sealed record PersonalityQuery
{
    /// <summary>Only personalities that speak this language.</summary>
    public string? Language { get; init; }

    /// <summary>Only personalities that this project can use.</summary>
    public long? ProjectId { get; init; }

    internal Query ToQuery() => new Query().Add("language", Language).Add("project_id", ProjectId);
}
