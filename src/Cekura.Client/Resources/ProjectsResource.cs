namespace Cekura.Client;

/// <summary>Projects that the key can see (<c>GET /user/v1/projects/</c>).</summary>
public sealed class ProjectsResource
{
    private const string Path = "/user/v1/projects/";
    private readonly Transport _transport;

    internal ProjectsResource(Transport transport) => _transport = transport;

    /// <summary>Lists them, each id once.</summary>
    /// <exception cref="CekuraException">The list could not be read; transient failures are retried first.</exception>
    public IAsyncEnumerable<Project> ListAsync(ProjectQuery? query = null, CancellationToken cancellationToken = default) =>
        Pages.ListAsync(_transport, Path, (query ?? new()).ToQuery(), ModelReaders.Project, entry => entry.Id, cancellationToken);
}
