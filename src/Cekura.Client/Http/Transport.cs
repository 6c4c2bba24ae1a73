using System.Text.Json;

namespace Cekura.Client;

/// <summary>Sends the operations of the resources: JSON or one of the client's exceptions comes out.</summary>
internal sealed class Transport : IDisposable
{
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = DeepJson.AnyDepth };

    private readonly HttpClient _http;
    private readonly Exchange _exchange;
    private readonly RetryRules _retries;
    private readonly ReadVersion _version;

    public Transport(CekuraClientOptions options, HttpMessageHandler? handler)
    {
        Service = new ServiceAddress(options.BaseAddress);
        Clock = options.TimeProvider;
        UnreadableEntry = options.UnreadableEntry;
        var key = ApiKey.Check(options.ApiKey);
        Handlers.RequirePrivacy(Service, handler);
        var (carrier, isOurs) = Handlers.Prepare(Service, handler);
        Given = handler is null ? null : carrier;
        _http = new HttpClient(carrier, isOurs) { Timeout = Timeout.InfiniteTimeSpan };
        _exchange = new Exchange(_http, carrier, Service, key, options);
        _version = new ReadVersion(Service);
        _retries = new RetryRules(options.Retry, options.TimeProvider);
    }

    public ServiceAddress Service { get; }

    public TimeProvider Clock { get; }

    /// <summary>Is told of each entry of a list that is left out.</summary>
    public Action<string>? UnreadableEntry { get; }

    /// <summary>What carries the requests where the caller gave a handler; null: nobody did.</summary>
    public HttpMessageHandler? Given { get; }

    public Task<T> GetAsync<T>(Uri address, TimeSpan limit, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        SafeAsync(new Operation(HttpMethod.Get, address, limit), read, cancellationToken);

    /// <summary>Reads the entries of a list, each by itself.</summary>
    /// <param name="address">Where the list is.</param>
    /// <param name="limit">How long the answer may take.</param>
    /// <param name="read">Reads an entry.</param>
    /// <param name="unreadable">Is told of each entry that cannot be read while others can; these are not in the list.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<List<T>> GetEntriesAsync<T>(Uri address, TimeSpan limit, Func<JsonElement, T> read, Action<string>? unreadable, CancellationToken cancellationToken) =>
        _retries.ExecuteAsync(token => GetEntriesOnceAsync(address, limit, read, unreadable, token), cancellationToken);

    /// <inheritdoc cref="GetEntriesAsync"/>
    public async Task<List<T>> GetEntriesOnceAsync<T>(Uri address, TimeSpan limit, Func<JsonElement, T> read, Action<string>? unreadable, CancellationToken cancellationToken)
    {
        var operation = new Operation(HttpMethod.Get, address, limit) { IsCutUp = true };
        using var answer = await SendAsync(operation, cancellationToken);
        var cut = Parse(operation, answer, content => EntryCut.Of(content, Pages.Entries, AnyDepth));
        return Read(operation, answer, () => Entries.ReadEach(Pages.Known(cut.Entries), entry => read(Element(entry)), unreadable));
    }

    /// <summary>Reads a result without what its runs said, however much that is, and its runs while it arrives.</summary>
    public async Task<T> GetWithoutConversationsAsync<T>(Uri address, TimeSpan limit, Func<JsonElement, ArrivingRuns, T> read, CancellationToken cancellationToken) => await _retries.ExecuteAsync(
        async token =>
        {
            var runs = new ArrivingRuns();
            var operation = new Operation(HttpMethod.Get, address, limit) { Runs = runs };
            using var answer = await SendAsync(operation, token);
            await runs.EndAsync();
            var rest = Parse(operation, answer, content => runs.Trouble is null ? Element(content) : throw runs.Trouble);
            return Read(operation, answer, () => read(rest, runs));
        },
        cancellationToken);

    /// <summary>Reads something that is worth nothing later.</summary>
    public Task<T> GetOnceAsync<T>(Uri address, TimeSpan limit, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        SendAsync(new Operation(HttpMethod.Get, address, limit), read, cancellationToken);

    /// <summary>Sends a request that changes something. It is repeated only after a 429, and where there was no connection: neither did anything.</summary>
    public async Task<T> PostAsync<T>(string path, byte[]? json, TimeSpan limit, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        var operation = new Operation(HttpMethod.Post, Service.Resolve(path), limit) { Json = json };
        return await _retries.ExecuteAsync(token => SendAsync(operation, read, token), cancellationToken);
    }

    /// <summary>Sends a question whose answer needs a body. It changes nothing, so it is repeated like a GET.</summary>
    public Task<T> AskAsync<T>(Uri address, byte[] json, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        SafeAsync(new Operation(HttpMethod.Post, address, TimeLimits.Other) { Json = json, ChangesNothing = true }, read, cancellationToken);

    /// <summary>
    /// Sends a request that changes something. What a successful answer says does not matter, but it has to be the service's: a page of a proxy is none. It is repeated like
    /// every such request.
    /// </summary>
    public async Task PostAsync(string path, byte[] json, TimeSpan limit, CancellationToken cancellationToken)
    {
        var operation = new Operation(HttpMethod.Post, Service.Resolve(path), limit) { Json = json };
        await _retries.ExecuteAsync(token => TakenAsync(operation, token), cancellationToken);
    }

    /// <summary>The same without a body, and once.</summary>
    public Task PostAsync(string path, TimeSpan limit, CancellationToken cancellationToken) =>
        TakenAsync(new Operation(HttpMethod.Post, Service.Resolve(path), limit), cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<bool> TakenAsync(Operation operation, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(operation, cancellationToken);
        return answer.Body.AsSpan().TrimStart().StartsWith("<", StringComparison.Ordinal)
            ? throw Failure.Unusable(operation, answer, "the answer is a page, not the service's")
            : true;
    }

    private async Task<T> SafeAsync<T>(Operation operation, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        await _retries.ExecuteAsync(token => SendAsync(operation, read, token), cancellationToken);

    private async Task<T> SendAsync<T>(Operation operation, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(operation, cancellationToken);
        var json = Parse(operation, answer, Element);
        return Read(operation, answer, () => read(json));
    }

    private static JsonElement Element(ReadOnlyMemory<byte> json) => RunReader.Parse(json.Span);

    // Whatever it is: an answer that makes a reader fail is one that cannot be read.
    public static bool IsUnreadable(Exception exception) => exception is not (CekuraException or OperationCanceledException or OutOfMemoryException);

    private static T Read<T>(Operation operation, Answer answer, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            throw Failure.Unusable(operation, answer, $"the answer has an unexpected shape: {exception.Message}", exception);
        }
    }

    private static T Parse<T>(Operation operation, Answer answer, Func<ReadOnlyMemory<byte>, T> parse)
    {
        try
        {
            return parse(answer.Content);
        }
        catch (JsonException exception)
        {
            throw Failure.Unusable(operation, answer, "the answer is not JSON", exception);
        }
    }

    private async Task<Answer> SendAsync(Operation operation, CancellationToken cancellationToken)
    {
        try
        {
            operation = _version.Of(operation);
            var answer = await _exchange.SendAsync(operation, cancellationToken);
            if (_version.Instead(operation, answer) is { } older)
            {
                answer.Dispose();
                answer = await _exchange.SendAsync(operation = older, cancellationToken);
                _version.Learn(answer);
            }

            if (answer.IsSuccess)
            {
                return answer;
            }

            using (answer)
            {
                throw Failure.Of(operation, answer);
            }
        }
        catch (NoAnswerException exception)
        {
            throw Failure.NoAnswer(operation, exception);
        }
    }
}
