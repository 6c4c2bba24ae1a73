using System.Collections.Concurrent;

namespace Cekura.Reliability.Tests.Faults;

/// <summary>Between the client and the service: counts what arrives, and can stop time for a process that was killed.</summary>
internal sealed class Wire(HttpMessageHandler service) : DelegatingHandler(service)
{
    private readonly TaskCompletionSource _dead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _acknowledged = new();
    private int _requests;

    /// <summary>Which request kills, counted from 1; 0: none.</summary>
    public int KillAt { get; init; }

    /// <summary>Whether it takes effect before.</summary>
    public bool AfterEffect { get; init; }

    /// <summary>Ends when the process is dead.</summary>
    public Task Dead => _dead.Task;

    /// <summary>Ends that the service confirmed.</summary>
    public int ConfirmedEnds => _acknowledged.Count(path => path.EndsWith("/end_calls/", StringComparison.Ordinal));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _requests);
        if (KillAt > 0 && number >= KillAt)
        {
            if (AfterEffect && number == KillAt)
            {
                using var lost = await TryAsync(request);
            }

            _dead.TrySetResult();

            // A dead process does nothing, not even give up.
            await new TaskCompletionSource().Task;
        }

        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.IsSuccessStatusCode && await IsWholeAsync(answer))
        {
            _acknowledged.Enqueue(request.RequestUri!.AbsolutePath);
        }

        return answer;
    }

    /// <summary>An answer that breaks off confirms nothing to the client.</summary>
    private static async Task<bool> IsWholeAsync(HttpResponseMessage answer)
    {
        try
        {
            await answer.Content.LoadIntoBufferAsync();
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return false;
        }
    }

    private async Task<HttpResponseMessage?> TryAsync(HttpRequestMessage request)
    {
        try
        {
            return await base.SendAsync(request, CancellationToken.None);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
