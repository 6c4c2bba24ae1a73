using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace InProcess;

/// <summary>Stands for a model, so that the sample needs no key and says the same each time. Put your own client here.</summary>
internal sealed partial class StubModel : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [Answer([.. messages])])));

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException("This stub does not stream.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }

    private static AIContent Answer(IReadOnlyList<ChatMessage> messages) =>
        messages[^1].Contents.OfType<FunctionResultContent>().FirstOrDefault() is { } result
            ? new TextContent($"{Asked(messages)}: {result.Result}. Is there anything else?")
        : Day().Match(messages[^1].Text) is { Success: true, Value: var day }
            ? new FunctionCallContent($"call_{messages.Count}", "opening_hours", new Dictionary<string, object?> { ["day"] = day })
        : messages[^1].Text.StartsWith("No", StringComparison.OrdinalIgnoreCase) ? new TextContent("Goodbye!")
        : new TextContent("How can I help you?");

    private static string Asked(IEnumerable<ChatMessage> messages) =>
        Day().Match(messages.Last(message => message.Role == ChatRole.User).Text).Value;

    [GeneratedRegex("(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")]
    private static partial Regex Day();
}
