namespace Cekura.Models.Chat;

/// <summary>A language model that answers one question at a time with one JSON object. Any thread may ask.</summary>
internal interface IChatModel
{
    /// <summary>The answer to a question.</summary>
    /// <exception cref="ModelException">There is none: the model was not reached, refused, answered nonsense, or may not be asked.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken);
}
