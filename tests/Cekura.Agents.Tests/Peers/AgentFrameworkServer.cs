using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Agents.AI;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using OpenAI.Chat;
using OpenAI.Responses;

namespace Cekura.Agents.Tests.Peers;

/// <summary>
/// An agent of Microsoft Agent Framework behind ASP.NET Core. What it is asked is read, and what it answers is written, by OpenAI's own
/// library: a field of another name or shape fails here.
/// </summary>
public sealed class AgentFrameworkServer : IAsyncLifetime
{
    private static readonly ModelReaderWriterOptions Wire = ModelReaderWriterOptions.Json;

    private readonly AIAgent _agent = new ChatClientAgent(
        new ScriptedModel(),
        tools:
        [
            AIFunctionFactory.Create((string day) => $"{day} is free", "look_up"),
            AIFunctionFactory.Create((string day) => true, "book_slot"),
        ]
    );

    private readonly ConcurrentDictionary<string, AgentSession> _sessions = new();
    private WebApplication? _app;

    /// <summary>Where it listens.</summary>
    public string Url => _app!.Urls.Single();

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapPost("/v1/chat/completions", ChatAsync);
        _app.MapPost("/v1/responses", RespondAsync);
        await _app.StartAsync();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _app!.DisposeAsync();

    private async Task ChatAsync(JsonObject request, HttpResponse response)
    {
        var messages = request["messages"]!.AsArray().Select(message => Read<OpenAI.Chat.ChatMessage>(message!)).AsChatMessages().ToList();
        if (request["stream"]!.GetValue<bool>())
        {
            response.ContentType = "text/event-stream";
            var updates = _agent.RunStreamingAsync(messages).AsChatResponseUpdatesAsync();
            await foreach (var update in updates.AsOpenAIStreamingChatCompletionUpdatesAsync())
            {
                await response.WriteAsync($"data: {ModelReaderWriter.Write(update, Wire)}\n\n");
            }

            await response.WriteAsync("data: [DONE]\n\n");
            return;
        }

        await WriteAsync(response, (await _agent.RunAsync(messages)).AsChatResponse().AsOpenAIChatCompletion());
    }

    private async Task RespondAsync(JsonObject request, HttpResponse response)
    {
        // OpenAI's library reads the long form alone; a text stands for one message of the user.
        if (request["input"] is JsonValue text)
        {
            request["input"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "message",
                    ["role"] = "user",
                    ["content"] = new JsonArray(new JsonObject { ["type"] = "input_text", ["text"] = text.DeepClone() }),
                }
            );
        }

        var asked = Read<CreateResponseOptions>(request);
        var session = asked.PreviousResponseId is { } id ? _sessions[id] : await _agent.CreateSessionAsync();
        var answer = (await _agent.RunAsync(asked.InputItems.AsChatMessages(), session)).AsChatResponse();
        answer.ResponseId = $"resp_{Guid.NewGuid():N}";
        _sessions[answer.ResponseId] = session;
        await WriteAsync(response, answer.AsOpenAIResponseResult());
    }

    private static T Read<T>(JsonNode json)
        where T : IPersistableModel<T> => ModelReaderWriter.Read<T>(BinaryData.FromString(json.ToJsonString()), Wire)!;

    private static Task WriteAsync<T>(HttpResponse response, T answer)
        where T : IPersistableModel<T>
    {
        response.ContentType = "application/json";
        return response.WriteAsync(ModelReaderWriter.Write(answer, Wire).ToString());
    }

    /// <summary>Looks the day up, then books it, then says so; says otherwise which turn it is.</summary>
    private sealed class ScriptedModel : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        ) => GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages,
            ChatOptions? options = null,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default
        )
        {
            await Task.Yield();
            List<Microsoft.Extensions.AI.ChatMessage> said = [.. messages];
            var now = said.FindLastIndex(message => message.Role == ChatRole.User);
            var done = said.Skip(now).SelectMany(message => message.Contents).OfType<FunctionResultContent>().Count();
            var id = $"{Guid.NewGuid():N}";
            ChatResponseUpdate Update(AIContent content, Microsoft.Extensions.AI.ChatFinishReason? finish = null) =>
                new(ChatRole.Assistant, [content])
                {
                    MessageId = id,
                    ResponseId = id,
                    FinishReason = finish,
                };
            if (!said[now].Text.Contains("book", StringComparison.Ordinal))
            {
                yield return Update(new TextContent("This is "));
                yield return Update(
                    new TextContent($"turn {said.Count(message => message.Role == ChatRole.User)}."),
                    Microsoft.Extensions.AI.ChatFinishReason.Stop
                );
            }
            else if (done < 2)
            {
                yield return Update(
                    new FunctionCallContent(
                        $"c{done + 1}",
                        done == 0 ? "look_up" : "book_slot",
                        new Dictionary<string, object?> { ["day"] = "Friday" }
                    ),
                    Microsoft.Extensions.AI.ChatFinishReason.ToolCalls
                );
            }
            else
            {
                yield return Update(new TextContent("Booked for Friday."), Microsoft.Extensions.AI.ChatFinishReason.Stop);
            }
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() { }
    }
}
