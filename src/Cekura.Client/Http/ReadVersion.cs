using System.Text.Json;

namespace Cekura.Client;

/// <summary>
/// Results and runs are read from the newer version of the interface. Where the service turns out not to have it, they are read from the
/// older one, which answers the same, and from then on only from there. Requests that change something have one version only.
/// </summary>
internal sealed class ReadVersion(ServiceAddress service)
{
    public const string Results = Newer + "results/";
    public const string Runs = Newer + "runs/";

    private const string Newer = "/test_framework/v2/";
    private const string Older = "/test_framework/v1/";

    private readonly string _newer = service.Resolve(Newer).AbsoluteUri;
    private readonly string _older = service.Resolve(Older).AbsoluteUri;
    private volatile bool _isOlder;

    /// <summary>The request as it is to be sent.</summary>
    public ApiRequest Of(ApiRequest request) => _isOlder && InOlder(request) is { } older ? older : request;

    /// <summary>
    /// The request to send instead, after an answer that there is no such route; null: the answer is about what was asked.
    /// </summary>
    public ApiRequest? Instead(ApiRequest request, ApiResponse response) => IsAboutRoute(response) ? InOlder(request) : null;

    /// <summary>Remembers that the older version answered. An answer that says nothing about the route changes nothing.</summary>
    public void Learn(ApiResponse older) => _isOlder |= !IsAboutRoute(older) && older.Status is not (408 or 429 or >= 500);

    // The service answers an unknown id in its own form, with a detail. A page, another form or an empty body comes from what looked for
    // the route.
    private static bool IsAboutRoute(ApiResponse response) => response.Status == 404 && !HasDetail(response.Body);

    private static bool HasDetail(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("detail", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private ApiRequest? InOlder(ApiRequest request) =>
        request.Method == HttpMethod.Get
        && request.Address.AbsoluteUri is var address
        && address.StartsWith(_newer, StringComparison.Ordinal)
            ? request with
            {
                Address = new Uri(_older + address[_newer.Length..]),
            }
            : null;
}
