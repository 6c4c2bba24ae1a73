namespace Cekura.Client;

/// <summary>Where the service is and how the client talks to it.</summary>
public sealed record CekuraClientOptions
{
    /// <summary>Address of the service.</summary>
    public const string DefaultAddress = "https://api.cekura.ai";

    /// <summary>
    /// Address of the service, without the path of an operation. A plain <c>http</c> address is accepted for this machine and for
    /// in-memory handlers only, because the key travels with every request.
    /// </summary>
    public Uri BaseAddress { get; init; } = new(DefaultAddress);

    /// <summary>API key, sent as <c>X-CEKURA-API-KEY</c>. Required.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Further texts that answers must not show, such as the key of another service.</summary>
    internal IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>How failed requests are retried.</summary>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>Clock of delays and time limits.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Receives a sentence about each entry of a list that cannot be read and is left out; null: none is reported. The other entries are
    /// read.
    /// </summary>
    public Action<string>? UnreadableEntry { get; init; }

    /// <summary>
    /// Maximum size of an answer, in bytes and unpacked; a larger one is refused. 256 MB are fifty conversations of 5 MB each. Of a
    /// result that is polled, what its runs said does not count: it is dropped while it arrives.
    /// </summary>
    internal int MaxResponseBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>The options without the key.</summary>
    public override string ToString() =>
        $"{nameof(CekuraClientOptions)} {{ BaseAddress = {BaseAddress}, ApiKey = {(string.IsNullOrEmpty(ApiKey) ? "none" : "***")}, Retry = {Retry} }}";
}
