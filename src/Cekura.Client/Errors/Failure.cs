namespace Cekura.Client;

/// <summary>Turns an answer, or the lack of one, into one of the client's exceptions (contract, section 3).</summary>
internal static class Failure
{
    private const string BalanceText = "nsufficient balance";

    public static CekuraException NoAnswer(Operation operation, NoAnswerException cause)
    {
        var message = $"{operation}: {cause.Message}";
        IReadOnlyList<string> messages = [cause.Message];
        return operation.IsSafe || cause.NeverSent
            ? new CekuraTransientException(message, cause.InnerException) { StatusCode = cause.Status, Messages = messages }
            : new CekuraUnknownOutcomeException(message, cause.InnerException) { StatusCode = cause.Status, Messages = messages };
    }

    /// <summary>A successful status with a body that is not what the operation answers.</summary>
    public static CekuraException Unusable(Operation operation, Answer answer, string problem, Exception? cause = null)
    {
        var message = $"{operation}: HTTP {answer.Status}, {problem}";
        var messages = ErrorBody.Read(answer.Body).Messages;
        return operation.IsSafe
            ? new CekuraTransientException(message, cause) { StatusCode = answer.Status, Body = answer.Body, Messages = messages }
            : new CekuraUnknownOutcomeException(message, cause) { StatusCode = answer.Status, Body = answer.Body, Messages = messages };
    }

    public static CekuraException Of(Operation operation, Answer answer)
    {
        var error = ErrorBody.Read(answer.Body);
        var prefix = $"{operation}: HTTP {answer.Status}{(answer.Trouble is { } trouble ? $" (what it says cannot be read: {trouble})" : "")}";

        // Pages of proxies are markup: the exception carries them, its message does not.
        var message = error.IsJson && error.Messages.Count > 0 ? $"{prefix}: {string.Join("; ", error.Messages)}" : prefix;
        int? status = answer.Status;
        var (body, messages, errors) = (answer.Body, error.Messages, error.Locations);
        return answer.Status switch
        {
            402 => new CekuraBillingException(message) { StatusCode = status, Body = body, Messages = messages, Errors = errors },
            >= 400 and < 500 when answer.Body.Contains(BalanceText, StringComparison.Ordinal) =>
                new CekuraBillingException(message) { StatusCode = status, Body = body, Messages = messages, Errors = errors },
            401 => new CekuraAuthenticationException(message) { StatusCode = status, Body = body, Messages = messages, Errors = errors },
            403 => new CekuraForbiddenException(message) { StatusCode = status, Body = body, Messages = messages, Errors = errors },
            404 => new CekuraNotFoundException(message) { StatusCode = status, Body = body, Messages = messages, Errors = errors },
            409 => new CekuraConflictException(message) { StatusCode = status, Body = body, Messages = messages, Errors = errors },
            429 => new CekuraRateLimitedException(message)
            {
                StatusCode = status, Body = body, Messages = messages, Errors = errors, RetryAfter = answer.RetryAfter,
            },
            408 or >= 500 when operation.IsSafe => new CekuraTransientException(message)
            {
                StatusCode = status, Body = body, Messages = messages, Errors = errors, RetryAfter = answer.RetryAfter,
            },
            408 or >= 500 => new CekuraUnknownOutcomeException(message) { StatusCode = status, Body = body, Messages = messages, Errors = errors },
            < 400 => new CekuraConfigurationException(Redirected(prefix, answer)) { StatusCode = status, Body = body, Messages = messages },
            _ => new CekuraValidationException(message) { StatusCode = status, Body = body, Messages = messages, Errors = errors },
        };
    }

    private static string Redirected(string prefix, Answer answer) =>
        answer.Location is { } target
            ? $"{prefix}: the server redirects to {ErrorText.Of(target)}, and the API key is not sent on. If that is the right server, set CEKURA_API_URL to it."
            : $"{prefix}: the server redirects, which the service does not do. Check CEKURA_API_URL.";
}
