using Cekura.Models.Chat;
using Cekura.Models.Options;

namespace Cekura.Models.Limits;

/// <summary>A model that is asked only as often, at as many questions at once, and for as much money as the settings allow.</summary>
internal sealed class LimitedModel(IChatModel model, ModelSettings settings, CallBudget budget) : IChatModel, IDisposable
{
    private readonly SemaphoreSlim? _slots = settings.Concurrency is { } concurrency ? new(concurrency) : null;

    /// <inheritdoc/>
    public async Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        await (_slots?.WaitAsync(cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        try
        {
            budget.Take();
            var name = settings.NameOf(request.Role);
            var reply = await model.AskAsync(request with { Model = name }, cancellationToken).ConfigureAwait(false);
            budget.Spend(name ?? reply.Model, reply.InputTokens, reply.OutputTokens);
            return reply;
        }
        finally
        {
            _slots?.Release();
        }
    }

    public void Dispose() => _slots?.Dispose();
}
