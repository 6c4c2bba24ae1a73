namespace Cekura.Client;

/// <summary>The configured base address: joins it with paths and decides which other addresses belong to the same server.</summary>
internal sealed class ServiceAddress
{
    private readonly string _root;

    public ServiceAddress(Uri baseAddress)
    {
        if (!baseAddress.IsAbsoluteUri || (baseAddress.Scheme != Uri.UriSchemeHttps && baseAddress.Scheme != Uri.UriSchemeHttp))
        {
            throw new CekuraConfigurationException(
                $"Cekura: \"{Shown(baseAddress.ToString())}\" is not an http or https address. Set CEKURA_API_URL to one, for example {CekuraClientOptions.DefaultAddress}."
            );
        }

        if (baseAddress.UserInfo.Length > 0 || baseAddress.Query.Length > 0 || baseAddress.Fragment.Length > 0)
        {
            // The address itself may hold a secret in these places, so it is not repeated.
            throw new CekuraConfigurationException(
                $"Cekura: the address of the service on {baseAddress.Host} has a user name, a query or a fragment. Give only scheme, host, port and path."
            );
        }

        Base = baseAddress;
        _root = baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/');
    }

    public Uri Base { get; }

    // It may be any text, with a password before the @, so that part is not printed.
    private static string Shown(string address) => address.LastIndexOf('@') is >= 0 and var at ? $"…{address[at..]}" : address;

    /// <summary>Whether requests stay on this machine or are encrypted.</summary>
    public bool IsEncryptedOrLoopback => Base.Scheme == Uri.UriSchemeHttps || Base.IsLoopback;

    public Uri Resolve(string path, Query? query = null) => new($"{_root}{path}{query}");

    public bool HasSameOrigin(Uri address) =>
        address.IsAbsoluteUri
        && Uri.Compare(Base, address, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
