namespace Cekura.Client;

/// <summary>Filters of the projects list (<c>GET /user/v1/projects/</c>).</summary>
public sealed record ProjectQuery
{
    /// <summary>Id of an organization: its projects; null: all that the key can see.</summary>
    public long? OrganizationId { get; init; }

    internal Query ToQuery() => new Query().Add("organization_id", OrganizationId);
}
