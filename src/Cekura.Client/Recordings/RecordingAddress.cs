namespace Cekura.Client;

/// <summary>Which addresses a recording may come from: https, and this machine without it when the service itself is reached so.</summary>
internal static class RecordingAddress
{
    /// <summary>The address; null when it is none that may be asked.</summary>
    public static Uri? Accept(string? text, ServiceAddress service) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && IsAccepted(address, service) ? address : null;

    public static bool IsAccepted(Uri address, ServiceAddress service) =>
        address.UserInfo.Length == 0
        && (
            address.Scheme == Uri.UriSchemeHttps
            || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && service.Base.Scheme == Uri.UriSchemeHttp)
        );
}
