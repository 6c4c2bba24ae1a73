using System.Net;
using Microsoft.AspNetCore.Http;

namespace Cekura.Cli.Serving;

/// <summary>
/// Tells programs of this machine from web pages: any page that a browser shows can send requests to a port of the machine, without a key,
/// and under a name of its own that leads there.
/// </summary>
/// <param name="names">Names by which the emulator may be asked, besides those of this machine for itself.</param>
internal sealed class Caller(IReadOnlyList<string> names)
{
    /// <summary>Why a request is not answered; null when it is.</summary>
    public string? Refusal(HttpRequest request)
    {
        var host = request.Host.Host;
        if (host.Length > 0 && !IsAllowed(host))
        {
            return $"This emulator was asked for by the name \"{host}\". It answers to 127.0.0.1 and localhost, and to what --allow-host names.";
        }

        return request.Headers.Origin is { Count: > 0 } origins && !origins.All(IsOurs)
            ? "This request comes from a page of another site. The emulator answers programs of this machine."
            : null;
    }

    // A page without a site says "null".
    private bool IsOurs(string? origin) => Uri.TryCreate(origin, UriKind.Absolute, out var site) && IsAllowed(site.Host);

    private bool IsAllowed(string host)
    {
        var name = host.Trim('[', ']').TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address))
            || names.Contains(name, StringComparer.OrdinalIgnoreCase);
    }
}
