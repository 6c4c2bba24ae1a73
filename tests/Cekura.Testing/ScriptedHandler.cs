using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Cekura.Testing;

/// <summary>
/// Answers requests from a script, in order, and keeps what was sent. A request without a prepared answer is an error of the test.
/// </summary>
public sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly ConcurrentQueue<Func<CancellationToken, Task<HttpResponseMessage>>> _script = new();
    private readonly ConcurrentQueue<SentRequest> _requests = new();

    /// <summary>What was sent so far.</summary>
    public IReadOnlyList<SentRequest> Requests => [.. _requests];

    /// <summary>Answers the next request with JSON.</summary>
    public ScriptedHandler Answer(string body, int status = 200, params (string Name, string Value)[] headers) =>
        AnswerAs("application/json", body, status, headers);

    /// <summary>Answers the next request with a body of another kind.</summary>
    public ScriptedHandler AnswerAs(string contentType, string body, int status = 200, params (string Name, string Value)[] headers)
    {
        _script.Enqueue(_ =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status)
            {
                Content = new StringContent(body, Encoding.UTF8, contentType),
            };
            foreach (var (name, value) in headers)
            {
                response.Headers.TryAddWithoutValidation(name, value);
            }

            return Task.FromResult(response);
        });
        return this;
    }

    /// <summary>Fails the next request as the network does.</summary>
    public ScriptedHandler Fail(Exception exception)
    {
        _script.Enqueue(_ => Task.FromException<HttpResponseMessage>(exception));
        return this;
    }

    /// <summary>Leaves the next request without an answer until it is given up.</summary>
    public ScriptedHandler NeverAnswer()
    {
        _script.Enqueue(async token =>
        {
            var givenUp = new TaskCompletionSource<HttpResponseMessage>();
            await using var registration = token.Register(() => givenUp.TrySetCanceled(token));
            return await givenUp.Task;
        });
        return this;
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // On the wire a content without a byte is none.
        var body =
            request.Content is not null && await request.Content.ReadAsStringAsync(cancellationToken) is { Length: > 0 } text ? text : null;
        _requests.Enqueue(
            new(
                request.Method.Method,
                request.RequestUri!.AbsoluteUri,
                body,
                request
                    .Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
                    .ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase)
            )
        );
        return _script.TryDequeue(out var answer)
            ? await answer(cancellationToken)
            : throw new InvalidOperationException($"The script has no answer for {request.Method} {request.RequestUri}.");
    }
}
