using System.Text.Json;

namespace Cekura.Client;

/// <summary>Sends requests and returns JSON, or throws one of the client's exceptions.</summary>
internal sealed class Transport : IDisposable
{
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = DeepJson.AnyDepth };

    private readonly HttpClient _http;
    private readonly HttpExchange _exchange;
    private readonly RetryRules _retries;
    private readonly ReadVersion _version;

    public Transport(CekuraClientOptions options, HttpMessageHandler? handler)
    {
        Service = new ServiceAddress(options.BaseAddress);
        Clock = options.TimeProvider;
        UnreadableEntry = options.UnreadableEntry;
        var key = ApiKeyRules.Check(options.ApiKey);
        Handlers.RequireEncryption(Service, handler);
        var (carrier, isOurs) = Handlers.Prepare(Service, handler);
        Given = handler is null ? null : carrier;
        _http = new HttpClient(carrier, isOurs) { Timeout = Timeout.InfiniteTimeSpan };
        _exchange = new HttpExchange(_http, carrier, Service, key, options);
        _version = new ReadVersion(Service);
        _retries = new RetryRules(options.Retry, options.TimeProvider);
    }

    public ServiceAddress Service { get; }

    public TimeProvider Clock { get; }

    /// <summary>Is told of each entry of a list that is left out.</summary>
    public Action<string>? UnreadableEntry { get; }

    /// <summary>What carries the requests where the caller gave a handler; null: the caller gave none.</summary>
    public HttpMessageHandler? Given { get; }

    public Task<T> GetAsync<T>(Uri address, TimeSpan limit, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        SafeAsync(new ApiRequest(HttpMethod.Get, address, limit), read, cancellationToken);

    /// <summary>Reads the entries of a list, each by itself.</summary>
    /// <param name="address">Where the list is.</param>
    /// <param name="limit">How long the answer may take.</param>
    /// <param name="read">Reads an entry.</param>
    /// <param name="unreadable">Is told of each entry that cannot be read while others can; these are not in the list.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<List<T>> GetEntriesAsync<T>(
        Uri address,
        TimeSpan limit,
        Func<JsonElement, T> read,
        Action<string>? unreadable,
        CancellationToken cancellationToken
    ) => _retries.ExecuteAsync(token => GetEntriesOnceAsync(address, limit, read, unreadable, token), cancellationToken);

    /// <inheritdoc cref="GetEntriesAsync"/>
    public async Task<List<T>> GetEntriesOnceAsync<T>(
        Uri address,
        TimeSpan limit,
        Func<JsonElement, T> read,
        Action<string>? unreadable,
        CancellationToken cancellationToken
    )
    {
        var request = new ApiRequest(HttpMethod.Get, address, limit) { IsCutUp = true };
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        var cut = Parse(request, response, content => EntryCut.Of(content, Pages.Entries, AnyDepth));
        return Read(request, response, () => EntryReader.ReadEach(Pages.Known(cut.Entries), entry => read(Element(entry)), unreadable));
    }

    /// <summary>Reads a result without what its runs said, however much that is, and its runs while it arrives.</summary>
    public async Task<T> GetWithoutConversationsAsync<T>(
        Uri address,
        TimeSpan limit,
        Func<JsonElement, ArrivingRuns, T> read,
        CancellationToken cancellationToken
    ) =>
        await _retries
            .ExecuteAsync(
                async token =>
                {
                    var runs = new ArrivingRuns();
                    var request = new ApiRequest(HttpMethod.Get, address, limit) { Runs = runs };
                    using var response = await SendAsync(request, token).ConfigureAwait(false);
                    await runs.EndAsync().ConfigureAwait(false);
                    var rest = Parse(request, response, content => runs.Error is null ? Element(content) : throw runs.Error);
                    return Read(request, response, () => read(rest, runs));
                },
                cancellationToken
            )
            .ConfigureAwait(false);

    /// <summary>Reads something that is worth nothing later.</summary>
    public Task<T> GetOnceAsync<T>(Uri address, TimeSpan limit, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        SendAsync(new ApiRequest(HttpMethod.Get, address, limit), read, cancellationToken);

    /// <summary>
    /// Sends a request that changes something. It is retried only after a 429 and after a failed connection: the service did nothing in
    /// either case.
    /// </summary>
    public async Task<T> PostAsync<T>(
        string path,
        byte[]? json,
        TimeSpan limit,
        Func<JsonElement, T> read,
        CancellationToken cancellationToken
    )
    {
        var request = new ApiRequest(HttpMethod.Post, Service.Resolve(path), limit) { Json = json };
        return await _retries.ExecuteAsync(token => SendAsync(request, read, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a question whose answer needs a body. It changes nothing, so it is retried like a GET.</summary>
    public Task<T> AskAsync<T>(Uri address, byte[] json, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        SafeAsync(
            new ApiRequest(HttpMethod.Post, address, TimeLimits.Other) { Json = json, ChangesNothing = true },
            read,
            cancellationToken
        );

    /// <summary>
    /// Sends a request that changes something. What a successful answer says does not matter, but it has to be the service's: a page of a
    /// proxy is none. It is retried like every such request.
    /// </summary>
    public async Task PostAsync(string path, byte[] json, TimeSpan limit, CancellationToken cancellationToken)
    {
        var request = new ApiRequest(HttpMethod.Post, Service.Resolve(path), limit) { Json = json };
        await _retries.ExecuteAsync(token => TakenAsync(request, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same without a body, and once.</summary>
    public Task PostAsync(string path, TimeSpan limit, CancellationToken cancellationToken) =>
        TakenAsync(new ApiRequest(HttpMethod.Post, Service.Resolve(path), limit), cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<bool> TakenAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.Body.AsSpan().TrimStart().StartsWith("<", StringComparison.Ordinal)
            ? throw ApiErrors.Unusable(request, response, "the answer is a page, not the service's")
            : true;
    }

    private async Task<T> SafeAsync<T>(ApiRequest request, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        await _retries.ExecuteAsync(token => SendAsync(request, read, token), cancellationToken).ConfigureAwait(false);

    private async Task<T> SendAsync<T>(ApiRequest request, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        var json = Parse(request, response, Element);
        return Read(request, response, () => read(json));
    }

    private static JsonElement Element(ReadOnlyMemory<byte> json) => DeepJson.Parse(json.Span);

    private static T Read<T>(ApiRequest request, ApiResponse response, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (EntryReader.IsUnreadable(exception))
        {
            throw ApiErrors.Unusable(request, response, $"the answer has an unexpected shape: {exception.Message}", exception);
        }
    }

    private static T Parse<T>(ApiRequest request, ApiResponse response, Func<ReadOnlyMemory<byte>, T> parse)
    {
        try
        {
            return parse(response.Content);
        }
        catch (JsonException exception)
        {
            throw ApiErrors.Unusable(request, response, "the answer is not JSON", exception);
        }
    }

    private async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            request = _version.Of(request);
            var response = await _exchange.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (_version.Instead(request, response) is { } older)
            {
                response.Dispose();
                response = await _exchange.SendAsync(request = older, cancellationToken).ConfigureAwait(false);
                _version.Learn(response);
            }

            if (response.IsSuccess)
            {
                return response;
            }

            using (response)
            {
                throw ApiErrors.Of(request, response);
            }
        }
        catch (NoResponseException exception)
        {
            throw ApiErrors.NoResponse(request, exception);
        }
    }
}
