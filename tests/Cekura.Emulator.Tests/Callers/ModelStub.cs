using System.Text.Json.Nodes;
using Cekura.Models.Chat;

namespace Cekura.Emulator.Tests.Callers;

/// <summary>A model that answers as a test says, and keeps what it was asked.</summary>
/// <param name="answer">The answer to a question with its number from 0; may throw.</param>
internal sealed class ModelStub(Func<ModelRequest, int, JsonObject> answer) : IChatModel
{
    public const string Name = "stub-1";

    private readonly Lock _gate = new();
    private readonly List<ModelRequest> _requests = [];

    /// <summary>Answers in this order; the last for ever.</summary>
    public ModelStub(params JsonObject[] answers)
        : this((_, number) => (JsonObject)answers[Math.Min(number, answers.Length - 1)].DeepClone()) { }

    public IReadOnlyList<ModelRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    public static JsonObject Say(string say, bool done = false) =>
        new()
        {
            ["say"] = say,
            ["done"] = done,
            ["reason"] = "because",
        };

    public Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        int number;
        lock (_gate)
        {
            number = _requests.Count;
            _requests.Add(request);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new ModelReply(answer(request, number), Name));
    }
}
