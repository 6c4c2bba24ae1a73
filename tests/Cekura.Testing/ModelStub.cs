using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cekura.Testing;

/// <summary>
/// An OpenAI-compatible endpoint behind a real socket, in which no model is: a function from the question to the answer plays by rules, and
/// <see cref="Misbehaviour"/> makes it do what models and their servers do wrong.
/// </summary>
public sealed class ModelStub : IAsyncDisposable
{
    private readonly ConcurrentQueue<StubQuestion> _questions = new();
    private readonly Func<StubQuestion, StubAnswer> _play;
    private readonly WebApplication _app;
    private int _count = -1;

    private ModelStub(Func<StubQuestion, StubAnswer> play)
    {
        _play = play;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Base address for <c>ModelUrl</c>.</summary>
    public Uri Address => new($"{_app.Urls.First()}/v1");

    /// <summary>What was asked, in that order.</summary>
    public IReadOnlyList<StubQuestion> Questions => [.. _questions];

    /// <summary>Serves a model that plays by rules.</summary>
    public static async Task<ModelStub> StartAsync(Func<StubQuestion, StubAnswer> play)
    {
        var stub = new ModelStub(play);
        await stub._app.StartAsync();
        return stub;
    }

    /// <summary>Serves a model with these answers, of which the last is repeated.</summary>
    public static Task<ModelStub> StartAsync(params StubAnswer[] answers) =>
        StartAsync(question => answers[Math.Min(question.Number, answers.Length - 1)]);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!.AsObject();
        var question = new StubQuestion(
            Interlocked.Increment(ref _count),
            body,
            context.Request.Headers.Authorization is [var authorization, ..] ? authorization : null,
            $"{context.Request.Path}{context.Request.QueryString}"
        );
        _questions.Enqueue(question);
        var answer = _play(question);
        try
        {
            await answer.Until.WaitAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (answer.Breaks)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.WriteAsync(answer.Raw ?? Completion(question, answer), context.RequestAborted);
    }

    private static string Completion(StubQuestion question, StubAnswer answer)
    {
        var choice = new JsonObject
        {
            ["index"] = 0,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = answer.Content },
            ["finish_reason"] = answer.StopReason,
        };
        var completion = new JsonObject
        {
            ["id"] = $"stub-{question.Number}",
            ["object"] = "chat.completion",
            ["model"] = question.Model,
            ["choices"] = new JsonArray(choice),
        };
        if (answer.InputTokens is { } input)
        {
            completion["usage"] = new JsonObject
            {
                ["prompt_tokens"] = input,
                ["completion_tokens"] = answer.OutputTokens,
                ["total_tokens"] = input + answer.OutputTokens,
            };
        }

        return completion.ToJsonString();
    }
}
