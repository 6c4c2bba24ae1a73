namespace Cekura.Client;

/// <summary>Filters of the personalities list (<c>GET /test_framework/v1/personalities/</c>).</summary>
public sealed record PersonalityQuery
{
    /// <summary>Code of a language: only personalities that speak it; null: all.</summary>
    public string? Language { get; init; }

    /// <summary>Id of a project: only personalities that it can use; null: all.</summary>
    public long? ProjectId { get; init; }

    internal Query ToQuery() => new Query().Add("language", Language).Add("project_id", ProjectId);
}
