namespace Cekura.Client;

/// <summary>What came back from one HTTP exchange; <paramref name="Location"/> is absolute.</summary>
internal sealed record Answer(int Status, string Body, TimeSpan? RetryAfter, Uri? Location)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsRedirect => Status is 301 or 302 or 303 or 307 or 308;
}
