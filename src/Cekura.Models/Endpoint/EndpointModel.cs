using System.Collections.Concurrent;
using Cekura.Models.Chat;
using Cekura.Models.Limits;
using Cekura.Models.Options;
using Cekura.Models.Text;

namespace Cekura.Models.Endpoint;

/// <summary>Models behind an OpenAI-compatible endpoint.</summary>
internal sealed class EndpointModel : IChatModel, IDisposable
{
    private readonly ModelSettings _settings;
    private readonly EndpointOptions _options;
    private readonly CallBudget _budget;
    private readonly EndpointExchange _exchange;
    private readonly ConcurrentDictionary<string, Manner> _manners = new(StringComparer.Ordinal);

    /// <param name="settings">They name the models.</param>
    /// <param name="options">Where they are.</param>
    /// <param name="budget">Takes what is asked again.</param>
    /// <param name="handler">Carries the requests, and is disposed with this.</param>
    /// <param name="time">The clock.</param>
    public EndpointModel(
        ModelSettings settings,
        EndpointOptions options,
        CallBudget budget,
        HttpMessageHandler handler,
        TimeProvider time
    ) => (_settings, _options, _budget, _exchange) = (settings, options, budget, new(options, handler, time));

    /// <inheritdoc/>
    public async Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        var model = request.Model
            ?? _settings.NameOf(request.Role)
            ?? throw new ModelException(ModelErrorKind.Refused, $"Nothing says which model of {_options.Shown} to ask. Set CallerModel.");
        var spent = new Spent();
        try
        {
            return await AskAsync(model, request, spent, cancellationToken).ConfigureAwait(false);
        }
        catch when (spent.IsAnswered)
        {
            // An answer that cannot be used costs as much as one that can, whatever became of the next.
            _budget.Spend(model, spent.Input, spent.Output);
            throw;
        }
    }

    public void Dispose() => _exchange.Dispose();

    private async Task<ModelReply> AskAsync(string model, ModelRequest request, Spent spent, CancellationToken cancellationToken)
    {
        var manner = _manners.GetValueOrDefault(model, Manner.First);
        ModelException? first = null;
        while (true)
        {
            var (answer, refusal) = await _exchange
                .AskAsync(model, QuestionBody.Write(model, request, manner), manner, cancellationToken)
                .ConfigureAwait(false);
            if (refusal is not null)
            {
                var error = EndpointErrors.Refused(_options, model, refusal);
                manner = error.Kind == ModelErrorKind.TooLong ? throw error : manner.After(refusal) ?? throw first ?? error;
                first ??= error;
                continue;
            }

            spent.Add(answer!);
            if (EndpointErrors.Of(_options, model, answer!) is { } wrong)
            {
                throw wrong;
            }

            if (JsonObjects.First(answer!.Text) is { } found)
            {
                _manners[model] = manner with { IsProven = true };
                return new(found, answer.Model ?? model)
                {
                    StopReason = answer.StopReason,
                    InputTokens = spent.Input,
                    OutputTokens = spent.Output,
                };
            }

            // An endpoint may leave out what it does not know without a word; then the model has not heard of the shape at all.
            if (manner.IsProven || manner.Form == AnswerForm.Words)
            {
                throw EndpointErrors.NoObject(_options, model, answer);
            }

            manner = manner with { Form = AnswerForm.Words };
            _budget.Take();
        }
    }

    /// <summary>The tokens of the answers to one question.</summary>
    private sealed class Spent
    {
        public bool IsAnswered { get; private set; }

        public int Input { get; private set; }

        public int Output { get; private set; }

        public void Add(AnswerBody answer)
        {
            IsAnswered = true;
            Input += answer.InputTokens;
            Output += answer.OutputTokens;
        }
    }
}
