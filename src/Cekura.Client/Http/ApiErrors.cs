namespace Cekura.Client;

/// <summary>Turns an answer, or the lack of one, into one of the client's exceptions.</summary>
internal static class ApiErrors
{
    private const string BalanceText = "nsufficient balance";

    public static CekuraException NoResponse(ApiRequest request, NoResponseException cause)
    {
        var message = $"{request}: {cause.Message}";
        IReadOnlyList<string> messages = [cause.Message];
        return request.IsSafe || cause.NeverSent
            ? new CekuraTransientException(message, cause.InnerException) { StatusCode = cause.Status, Messages = messages }
            : new CekuraUnknownOutcomeException(message, cause.InnerException) { StatusCode = cause.Status, Messages = messages };
    }

    /// <summary>A successful status with a body that is not what the operation answers.</summary>
    public static CekuraException Unusable(ApiRequest request, ApiResponse response, string problem, Exception? cause = null)
    {
        var message = $"{request}: HTTP {response.Status}, {problem}";
        var messages = ErrorBody.Read(response.Body).Messages;
        return request.IsSafe
            ? new CekuraTransientException(message, cause)
            {
                StatusCode = response.Status,
                Body = response.Body,
                Messages = messages,
            }
            : new CekuraUnknownOutcomeException(message, cause)
            {
                StatusCode = response.Status,
                Body = response.Body,
                Messages = messages,
            };
    }

    public static CekuraException Of(ApiRequest request, ApiResponse response)
    {
        var error = ErrorBody.Read(response.Body);
        var prefix =
            $"{request}: HTTP {response.Status}{(response.ReadError is { } readError ? $" (what it says cannot be read: {readError})" : "")}";

        // Pages of proxies are markup: the exception carries them, its message does not.
        var message = error.IsJson && error.Messages.Count > 0 ? $"{prefix}: {string.Join("; ", error.Messages)}" : prefix;
        int? status = response.Status;
        var (body, messages, errors) = (response.Body, error.Messages, error.Locations);
        return response.Status switch
        {
            402 => new CekuraBillingException(message)
            {
                StatusCode = status,
                Body = body,
                Messages = messages,
                Errors = errors,
            },
            >= 400 and < 500 when response.Body.Contains(BalanceText, StringComparison.Ordinal) => new CekuraBillingException(message)
            {
                StatusCode = status,
                Body = body,
                Messages = messages,
                Errors = errors,
            },
            401 => new CekuraAuthenticationException(message)
            {
                StatusCode = status,
                Body = body,
                Messages = messages,
                Errors = errors,
            },
            403 => new CekuraForbiddenException(message)
            {
                StatusCode = status,
                Body = body,
                Messages = messages,
                Errors = errors,
            },
            404 => new CekuraNotFoundException(message)
            {
                StatusCode = status,
                Body = body,
                Messages = messages,
                Errors = errors,
            },
            409 => new CekuraConflictException(message)
            {
                StatusCode = status,
                Body = body,
                Messages = messages,
                Errors = errors,
            },
            429 => new CekuraRateLimitedException(message)
            {
                StatusCode = status,
                Body = body,
                Messages = messages,
                Errors = errors,
                RetryAfter = response.RetryAfter,
            },
            408 or >= 500 when request.IsSafe => new CekuraTransientException(message)
            {
                StatusCode = status,
                Body = body,
                Messages = messages,
                Errors = errors,
                RetryAfter = response.RetryAfter,
            },
            408 or >= 500 => new CekuraUnknownOutcomeException(message)
            {
                StatusCode = status,
                Body = body,
                Messages = messages,
                Errors = errors,
            },
            302 or 303 when !request.IsSafe => new CekuraUnknownOutcomeException(AnsweredElsewhere(prefix, response))
            {
                StatusCode = status,
                Body = body,
                Messages = messages,
            },
            < 400 => new CekuraConfigurationException(Redirected(prefix, request, response))
            {
                StatusCode = status,
                Body = body,
                Messages = messages,
            },
            _ => new CekuraValidationException(message)
            {
                StatusCode = status,
                Body = body,
                Messages = messages,
                Errors = errors,
            },
        };
    }

    // Servers answer so after they handled a request as well as before.
    private static string AnsweredElsewhere(string prefix, ApiResponse response) =>
        $"{prefix}: the server refers to {(response.Location is { } target ? Shown(response, target) : "another page")} instead of answering, so it may have done what was asked.";

    private static string Redirected(string prefix, ApiRequest request, ApiResponse response) =>
        response switch
        {
            { Location: null } => $"{prefix}: the server redirects, which the service does not do. Check CEKURA_API_URL.",
            { IsWithinServer: false } =>
                $"{prefix}: the server redirects to {ErrorText.Of(response.Location)}, and the API key is not sent on. If that is the right server, set CEKURA_API_URL to it.",
            _ when request.IsSafe =>
                $"{prefix}: the server redirects again and again, at last to {response.Location.AbsolutePath}. Check CEKURA_API_URL.",
            _ =>
                $"{prefix}: the server redirects to {response.Location.AbsolutePath}, and what changes something is not sent a second time. Check CEKURA_API_URL.",
        };

    private static string Shown(ApiResponse response, Uri target) => response.IsWithinServer ? target.AbsolutePath : ErrorText.Of(target);
}
