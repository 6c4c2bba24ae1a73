using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Cekura.Client;

/// <summary>
/// A handler of the runtime like the caller's, except that it does not follow redirects. The caller's own stays as it is: others use it,
/// and one that was used before cannot be changed any more.
/// </summary>
internal static class HandlerCopy
{
    public static SocketsHttpHandler Of(SocketsHttpHandler handler)
    {
        var copy = Like(handler, new SocketsHttpHandler(), handler.Properties, to => to.Properties);
        copy.AllowAutoRedirect = false;
        return copy;
    }

    public static HttpClientHandler Of(HttpClientHandler handler)
    {
        var copy = Like(handler, new HttpClientHandler(), handler.Properties, to => to.Properties);
        copy.AllowAutoRedirect = false;
        if (handler.ClientCertificateOptions == ClientCertificateOption.Manual)
        {
            copy.ClientCertificates.AddRange(handler.ClientCertificates);
        }

        return copy;
    }

    // By reflection, so that nothing is left out that a later runtime adds.
    private static T Like<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        T from,
        T to,
        IDictionary<string, object?> more,
        Func<T, IDictionary<string, object?>> moreOf
    )
    {
        foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property is { CanRead: true, CanWrite: true })
            {
                property.SetValue(to, property.GetValue(from));
            }
        }

        foreach (var (name, value) in more)
        {
            moreOf(to)[name] = value;
        }

        return to;
    }
}
