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
            302 or 303 when !operation.IsSafe => new CekuraUnknownOutcomeException(AnsweredElsewhere(prefix, answer)) { StatusCode = status, Body = body, Messages = messages },
            < 400 => new CekuraConfigurationException(Redirected(prefix, operation, answer)) { StatusCode = status, Body = body, Messages = messages },
            _ => new CekuraValidationException(message) { StatusCode = status, Body = body, Messages = messages, Errors = errors },
        };
    }

    // Servers answer so when they are done with a request, as well as before they look at it.
    private static string AnsweredElsewhere(string prefix, Answer answer) =>
        $"{prefix}: the server refers to {(answer.Location is { } target ? Shown(answer, target) : "another page")} instead of answering, so it may have done what was asked.";

    private static string Redirected(string prefix, Operation operation, Answer answer) => answer switch
    {
        { Location: null } => $"{prefix}: the server redirects, which the service does not do. Check CEKURA_API_URL.",
        { IsWithinServer: false } =>
            $"{prefix}: the server redirects to {ErrorText.Of(answer.Location)}, and the API key is not sent on. If that is the right server, set CEKURA_API_URL to it.",
        _ when operation.IsSafe => $"{prefix}: the server redirects again and again, at last to {answer.Location.AbsolutePath}. Check CEKURA_API_URL.",
        _ => $"{prefix}: the server redirects to {answer.Location.AbsolutePath}, and what changes something is not sent a second time. Check CEKURA_API_URL.",
    };

    private static string Shown(Answer answer, Uri target) => answer.IsWithinServer ? target.AbsolutePath : ErrorText.Of(target);
}
