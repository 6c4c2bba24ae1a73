using System.Globalization;
using Cekura.Models.Chat;
using Cekura.Models.Text;

namespace Cekura.NUnit.InProcess;

/// <summary>A language model that a method of the tests asks.</summary>
internal sealed class MethodModel(string name, TimeSpan limit, Func<ModelQuestion, CancellationToken, Task<ModelAnswer?>?> ask) : IChatModel
{
    private const string Attribute = "[CekuraModel]";

    /// <inheritdoc/>
    public async Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        var answer = await AnswerAsync(Question(request), cancellationToken).ConfigureAwait(false);
        if (answer.StopReason == "length")
        {
            throw Nonsense(
                $"an answer that was cut off at its limit of tokens: {ModelText.Excerpt(answer.Text)}. Raise that limit, or ask another model"
            );
        }

        return JsonObjects.First(answer.Text) is { } found
            ? new(found, answer.Model ?? request.Model ?? name)
            {
                StopReason = answer.StopReason,
                InputTokens = Math.Max(answer.InputTokens, 0),
                OutputTokens = Math.Max(answer.OutputTokens, 0),
            }
            : throw Nonsense($"an answer without a JSON object: {ModelText.Excerpt(answer.Text)}. Ask for one of the question's Schema");
    }

    private static ModelQuestion Question(ModelRequest request)
    {
        var schema = request.Shape.Schema.ToJsonString();
        return new(
            request.Model,
            request.Role == ModelRole.Judge,
            [
                .. request.Messages.Select(
                    (message, i) =>
                        new ModelMessage(
                            message.Author,
                            i == 0
                                ? $"{message.Content}\n\nAnswer with one JSON object and nothing else. It has to fit this JSON schema: {schema}"
                                : message.Content
                        )
                ),
            ],
            request.Shape.Name,
            schema
        )
        {
            Temperature = request.Temperature,
            Seed = request.Seed,
        };
    }

    // A method that ignores its token is left behind.
    private async Task<ModelAnswer> AnswerAsync(ModelQuestion question, CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        try
        {
            return await Task.Run(() => CallAsync(question, either.Token), CancellationToken.None)
                .WaitAsync(either.Token)
                .ConfigureAwait(false)
                ?? throw Nonsense("null in the place of an answer. Let it return a ModelAnswer");
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && e is not ModelException)
        {
            throw new OperationCanceledException("The conversation is over.", e, cancellationToken);
        }
        catch (Exception e) when (time.IsCancellationRequested && e is not ModelException)
        {
            throw new ModelException(
                ModelErrorKind.Unreachable,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} ({Attribute}) did not answer within {limit.TotalSeconds} s. Look whether it hangs, or give it longer with TimeoutSeconds of {Attribute}."
                ),
                e
            );
        }
        catch (Exception e) when (e is not ModelException)
        {
            var fault = ThrownError.Of(e).Fault;
            throw new ModelException(ModelErrorKind.Refused, $"{name} ({Attribute}) {fault.How}. {fault.Advice}".TrimEnd(), e);
        }
    }

    private async Task<ModelAnswer?> CallAsync(ModelQuestion question, CancellationToken cancellationToken) =>
        ask(question, cancellationToken) is { } answering ? await answering.ConfigureAwait(false) : null;

    private ModelException Nonsense(string what) => new(ModelErrorKind.Nonsense, $"{name} ({Attribute}) returned {what}.");
}
