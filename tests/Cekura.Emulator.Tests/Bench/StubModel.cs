using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Cekura.Models.Chat;

namespace Cekura.Emulator.Tests.Bench;

/// <summary>A model that answers as a test says, and keeps what it was asked. No model was there.</summary>
internal sealed class StubModel(Func<ModelRequest, JsonNode> answer) : IChatModel
{
    public const string Name = "stub-1";

    private readonly ConcurrentQueue<ModelRequest> _asked = new();

    /// <summary>Answers with these, one after the other, and says that it has no more.</summary>
    public static StubModel Saying(params string[] answers)
    {
        var left = new ConcurrentQueue<string>(answers);
        return new(request =>
            left.TryDequeue(out var next)
                ? JsonNode.Parse(next)!
                : throw new ModelException(ModelErrorKind.UsedUp, $"The calls are used up before {request.Key.Kind}.")
        );
    }

    public IReadOnlyList<ModelRequest> Asked => [.. _asked];

    public IReadOnlyList<string> Kinds => [.. _asked.Select(request => $"{request.Key.Kind} {request.Key.Sample}")];

    public Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        _asked.Enqueue(request);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new ModelReply(answer(request).DeepClone().AsObject(), Name));
    }
}
