using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Desk;

/// <summary>
/// Stands for a model, so that the sample needs no key and says the same each time. It knows the conversation by what it is given, as a
/// model does: an agent that loses a turn on the way books the wrong day.
/// </summary>
internal sealed partial class StubModel : IChatClient
{
    // The bug of the sample: it books the day that the caller named first.
    private static readonly bool HasRegression = Environment.GetEnvironmentVariable("AGENT_REGRESSION") == "1";

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        List<ChatMessage> said = [.. messages];
        var answer = new ChatMessage(ChatRole.Assistant, [Answer(said)]) { MessageId = $"{Guid.NewGuid()}" };
        return Task.FromResult(
            new ChatResponse(answer)
            {
                ModelId = "stub",
                // A word is a token of this model.
                Usage = new()
                {
                    InputTokenCount = said.Sum(message => message.Text.Split(' ').Length),
                    OutputTokenCount = answer.Text.Split(' ').Length,
                },
            }
        );
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException("This stub does not stream.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }

    private static AIContent Answer(IReadOnlyList<ChatMessage> messages)
    {
        if (messages[^1].Contents.OfType<FunctionResultContent>().FirstOrDefault() is { } result)
        {
            return new TextContent($"{result.Result} Is there anything else?");
        }

        var heard = messages.Where(message => message.Role == ChatRole.User).Select(message => message.Text).ToList();
        var now = heard.LastOrDefault() ?? "";
        var days = heard.SelectMany(words => Day().Matches(words)).Select(match => match.Value).ToList();
        var day = (HasRegression ? days.FirstOrDefault() : days.LastOrDefault()) ?? "";
        return now.Contains("open", StringComparison.OrdinalIgnoreCase) && day.Length > 0 ? Call("opening_hours", day)
            : now.StartsWith("Yes", StringComparison.OrdinalIgnoreCase) ? Call("book_slot", day)
            : now.StartsWith("No", StringComparison.OrdinalIgnoreCase) ? new TextContent("Thank you for calling. Goodbye!")
            : day is "Saturday" or "Sunday" ? new TextContent($"We are closed on {day}. Which other day suits you?")
            : day.Length > 0 ? new TextContent($"{day} at 10 AM is free. Shall I book it?")
            : now.Contains("book", StringComparison.OrdinalIgnoreCase) ? new TextContent("Which day suits you?")
            : new TextContent("Harbour Dental, hello! How can I help?");
    }

    private static FunctionCallContent Call(string tool, string day) =>
        new($"call_{Guid.NewGuid():N}", tool, new Dictionary<string, object?> { ["day"] = day });

    [GeneratedRegex("(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")]
    private static partial Regex Day();
}
