namespace Cekura.Agents.Text;

/// <summary>Addresses of agents, as messages may show them.</summary>
internal static class AgentAddress
{
    /// <summary>The address without user and query, which may hold secrets.</summary>
    public static string Shown(Uri url) => url.IsAbsoluteUri ? $"{url.Scheme}://{url.Authority}{url.AbsolutePath}" : url.OriginalString;
}
