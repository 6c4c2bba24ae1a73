using Cekura.Emulator.Script;
using Cekura.Emulator.Text;
using Cekura.Models.Chat;

namespace Cekura.Emulator.Callers;

/// <summary>The model that plays one caller: what it answers, and what is said of it when it does not.</summary>
internal sealed class CallerModel(IChatModel model)
{
    private static readonly string[] Recorded = ["Its answers come from a cassette. Cassette=record asks the model anew."];

    /// <summary>The name that the endpoint gives it; null: it has not answered yet.</summary>
    public string? Name { get; private set; }

    /// <summary>Whether an answer came from a cassette.</summary>
    public bool IsRecorded { get; private set; }

    /// <summary>Who played, in one sentence.</summary>
    public string Note => $"Caller and judge: {Name ?? "a language model"} on this machine, not Cekura.";

    /// <summary>The answer to a question; null: it answered nonsense, and may be asked once more.</summary>
    /// <param name="request">The question.</param>
    /// <param name="isLast">Whether it may not be asked once more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CallerException">There is no answer.</exception>
    public async Task<ModelReply?> AskAsync(ModelRequest request, bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await model.AskAsync(request, cancellationToken).ConfigureAwait(false);
            Name = reply.Model;
            IsRecorded |= reply.IsRecorded;
            return reply;
        }
        catch (ModelException exception) when (exception.Kind == ModelErrorKind.Nonsense && !isLast)
        {
            return null;
        }
        catch (ModelException exception)
        {
            throw new CallerException(NoAnswer(exception.Message), exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A delegate of the user's own may throw anything.
            throw new CallerException(NoAnswer($"{exception.GetType().Name}: {exception.Message}"), exception);
        }
    }

    /// <summary>The model answered nothing that can be used.</summary>
    public CallerFault Unusable(ModelReply? reply) =>
        NoAnswer(
            reply is null
                ? "it answered twice with no JSON object."
                : $"it answered twice with an object without \"say\" and \"done\": {OneLine.Of(reply.Answer.ToJsonString(), 200)}."
        );

    /// <summary>The caller broke its rules.</summary>
    /// <param name="how">In which way, as the end of a sentence about the caller; without a full stop.</param>
    /// <param name="details">What is behind it, a sentence each.</param>
    public CallerFault Invalid(string how, params string[] details) =>
        new(
            BrokeRules: true,
            string.Join(
                '\n',
                [$"Invalid: the caller, not the agent, broke its rules: {how}.", .. details, .. IsRecorded ? Recorded : [], Note]
            )
        );

    private CallerFault NoAnswer(string why) =>
        new(BrokeRules: false, $"the model that plays the caller gave no answer: {why.TrimEnd('.', ' ')}. {Note}");
}
