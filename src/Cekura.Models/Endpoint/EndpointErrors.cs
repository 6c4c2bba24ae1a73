using System.Globalization;
using Cekura.Models.Chat;
using Cekura.Models.Text;

namespace Cekura.Models.Endpoint;

/// <summary>What went wrong with an endpoint: what, where, and what to do.</summary>
internal static class EndpointErrors
{
    /// <summary>An answer that is no success.</summary>
    public static ModelException Refused(EndpointOptions options, string model, EndpointRefusal refusal)
    {
        var said = refusal.Message.Trim().Length == 0 ? "" : $": {options.Excerpt(refusal.Message)}";
        if (refusal.IsTooLong)
        {
            return new(
                ModelErrorKind.TooLong,
                $"The question is longer than {model} at {options.Shown} takes{said}. Take a model with a larger context, or raise that of this one (Ollama: num_ctx)."
            );
        }

        var next = refusal.Status switch
        {
            401 or 403 when options.Key is null => $"It wants a key: set the environment variable {options.KeyVariable}.",
            401 or 403 => $"Check the key in the environment variable {options.KeyVariable}.",
            404 or 405 => $"Check ModelUrl, and whether it has a model of the name {model}.",
            429 => "It allows fewer questions: lower ModelConcurrency, or wait.",
            >= 500 => "Look at the endpoint's own log.",
            _ => "Check ModelUrl and the name of the model.",
        };
        return new(
            ModelErrorKind.Refused,
            string.Create(CultureInfo.InvariantCulture, $"{model} at {options.Shown} answered HTTP {refusal.Status}{said}. {next}")
        );
    }

    /// <summary>What is wrong with a successful answer before its words are read; null: nothing.</summary>
    public static ModelException? Of(EndpointOptions options, string model, AnswerBody answer) =>
        answer.Refusal is { } refusal
            ? new(ModelErrorKind.Refused, $"{model} at {options.Shown} would not answer: {options.Excerpt(refusal)}. Ask another model.")
        : answer.StopReason == "content_filter"
            ? new(
                ModelErrorKind.Refused,
                $"{model} at {options.Shown} would not answer: its content filter stopped it. Ask another model, or change the scenario."
            )
        : answer.IsCutOff
            ? new(
                ModelErrorKind.Nonsense,
                $"The answer of {model} at {options.Shown} was cut off at its limit of tokens: {options.Excerpt(answer.Text)}. Raise that limit, or take another model: small ones repeat themselves without end."
            )
        : null;

    /// <summary>An answer in which no object stands.</summary>
    public static ModelException NoObject(EndpointOptions options, string model, AnswerBody answer) =>
        new(
            ModelErrorKind.Nonsense,
            answer.Text.Trim().Length == 0
                ? $"The answer of {model} at {options.Shown} is empty. Ask another model."
                : $"The answer of {model} at {options.Shown} has no JSON object in it: {options.Excerpt(answer.Text)}. Ask a model that writes JSON."
        );

    /// <summary>An answer of another protocol.</summary>
    public static ModelException Foreign(EndpointOptions options, string model, string text) =>
        new(
            ModelErrorKind.Refused,
            $"{model} was asked at {options.Shown}, which does not answer as POST /chat/completions of an OpenAI-compatible endpoint does: {options.Excerpt(text)}. Check ModelUrl; often it has to end in /v1."
        );

    /// <summary>An answer that has no end.</summary>
    public static ModelException TooLarge(EndpointOptions options, string model) =>
        new(
            ModelErrorKind.Nonsense,
            $"{model} at {options.Shown} sent an answer of more than 4 MB. Ask another model. This limit cannot be changed."
        );

    /// <summary>No answer in time.</summary>
    public static ModelException Late(EndpointOptions options, string model) =>
        new(
            ModelErrorKind.Unreachable,
            $"{model} at {options.Shown} did not answer within {ModelText.Seconds(options.Timeout)}. Raise ModelTimeoutSeconds, lower ModelConcurrency, or take a smaller model."
        );

    /// <summary>An endpoint that asks for more patience than a test has.</summary>
    public static ModelException Busy(EndpointOptions options, string model, TimeSpan wait) =>
        new(
            ModelErrorKind.Refused,
            $"{model} at {options.Shown} answered HTTP 429 and wants to be asked again only in {ModelText.Seconds(wait)}. Lower ModelConcurrency, or run the tests then."
        );

    /// <summary>A redirect that is not followed.</summary>
    public static ModelException Redirected(EndpointOptions options, string model, Uri to) =>
        new(
            ModelErrorKind.Refused,
            $"{options.Shown} sends the question to {model} on to {ModelText.Shown(to)}, which gets neither the question nor the key. Write the address that answers as ModelUrl."
        );

    /// <summary>A connection that does not come about, or breaks.</summary>
    public static ModelException Unreachable(EndpointOptions options, string model, Exception e)
    {
        var (what, next) = (e as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => ("its host is unknown", "Check ModelUrl."),
            HttpRequestError.SecureConnectionError => (
                $"it gives no secure connection ({e.GetBaseException().Message.TrimEnd('.')})",
                "Check its certificate, or write http:// where it has none."
            ),
            HttpRequestError.ConnectionError => ("nothing answers there", "Start it, or check ModelUrl."),
            _ => ($"the connection broke ({e.GetBaseException().Message.TrimEnd('.')})", "Look at the endpoint's own log."),
        };
        return new(ModelErrorKind.Unreachable, $"{model} at {options.Shown} cannot be reached: {what}. {next}", e);
    }
}
