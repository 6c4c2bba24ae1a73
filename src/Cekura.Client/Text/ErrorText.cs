namespace Cekura.Client;

/// <summary>
/// Texts of network failures, without the user and password in their addresses: the platform names a proxy together with both. Every text
/// of an exception that is not the client's own passes through here.
/// </summary>
internal static class ErrorText
{
    private const string Separator = "://";

    /// <summary>What happened, in the words of the innermost exception.</summary>
    public static string Of(Exception exception) => WithoutUsers(exception.GetBaseException().Message);

    /// <summary>The part of an address that may be shown: scheme, host and port.</summary>
    public static string Of(Uri address) => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>The exception to keep as the cause, which logs print too; a redacted one where a text of it names a user.</summary>
    public static Exception CauseOf(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (WithoutUsers(cause.Message) != cause.Message)
            {
                return new HttpRequestException(
                    (exception as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown,
                    Of(exception)
                );
            }
        }

        return exception;
    }

    /// <summary>The same text in which addresses have no user and no password.</summary>
    public static string WithoutUsers(string text)
    {
        for (
            var at = text.IndexOf(Separator, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(Separator, at, StringComparison.Ordinal)
        )
        {
            at += Separator.Length;

            // Shown addresses may hold spaces, and passwords nearly everything; a slash, a question mark and a number sign end them.
            var length = text.AsSpan(at).IndexOfAny("/?#\r\n");
            var end = text.AsSpan(at, length < 0 ? text.Length - at : length).LastIndexOf('@');
            if (end > 0)
            {
                text = string.Concat(text.AsSpan(0, at), "***", text.AsSpan(at + end));
            }
        }

        return text;
    }
}
