using Cekura.Models.Chat;

namespace Cekura.Models.Limits;

/// <summary>A model that may not be asked as the settings are.</summary>
/// <param name="problem">Why, for people.</param>
internal sealed class RefusedModel(string problem) : IChatModel
{
    /// <inheritdoc/>
    public Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken) =>
        Task.FromException<ModelReply>(new ModelException(ModelErrorKind.Refused, $"Not asked: {problem}"));
}
