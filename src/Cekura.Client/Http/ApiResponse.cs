using System.Text;

namespace Cekura.Client;

/// <summary>
/// What came back from one HTTP exchange; <paramref name="Content"/> is valid UTF-8, <paramref name="Location"/> is absolute.
/// </summary>
internal sealed record ApiResponse(int Status, ReadOnlyMemory<byte> Content, TimeSpan? RetryAfter, Uri? Location) : IDisposable
{
    /// <summary>The memory that holds the content, given back with the response; null when it needs no giving back.</summary>
    public IDisposable? Owner { get; init; }

    /// <summary>Why the content could not be read, although the status is known; null: it was read.</summary>
    public string? ReadError { get; init; }

    /// <summary>Whether <see cref="Location"/> is on the server that was asked.</summary>
    public bool IsWithinServer { get; init; }

    /// <summary>The content as text for people, cut where it is very long.</summary>
    public string Body => field ??= Encoding.UTF8.GetString(Content.Span[..Math.Min(Content.Length, PooledBody.MaxTextBytes)]);

    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsRedirect => Status is 301 or 302 or 303 or 307 or 308;

    public void Dispose() => Owner?.Dispose();
}
