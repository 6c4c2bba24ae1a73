namespace Cekura.Reliability.Tests.Faults;

/// <summary>Between the client of one process and the service: counts, garbles, and stops time for a process that was killed.</summary>
internal sealed class Wire(HttpMessageHandler service, Traffic traffic, Interruption? interruption = null) : DelegatingHandler(service)
{
    private readonly TaskCompletionSource _dead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;

    /// <summary>What happens at the interruption's request, other than the death of the process.</summary>
    public Action? Struck { get; init; }

    /// <summary>Lets what is left of a dead process go; by default it stays where it is, as nothing.</summary>
    public CancellationToken Unwind { get; init; }

    /// <summary>Ends when the process is dead.</summary>
    public Task Dead => _dead.Task;

    public bool IsDead => _dead.Task.IsCompleted;

    public void Kill() => _dead.TrySetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var strikes = Interlocked.Increment(ref _requests) == interruption?.Number && interruption.At == Place.Request;
        if (strikes && interruption!.Moment == Moment.Before)
        {
            Strike();
        }

        await DieAsync();
        traffic.Sent(request);
        try
        {
            return await PassAsync(request, cancellationToken);
        }
        finally
        {
            if (strikes && interruption!.Moment == Moment.After)
            {
                Strike();
            }

            await DieAsync();
        }
    }

    private void Strike()
    {
        if (Struck is { } struck)
        {
            struck();
        }
        else
        {
            Kill();
        }
    }

    /// <summary>A dead process does nothing, not even give up.</summary>
    private async Task DieAsync()
    {
        if (IsDead)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, Unwind);
        }
    }

    private async Task<HttpResponseMessage> PassAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ResponseEnded)
        {
            traffic.TookEffect(request);
            throw;
        }

        if (!answer.IsSuccessStatusCode)
        {
            return answer;
        }

        try
        {
            await answer.Content.LoadIntoBufferAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The client is going to find out by itself that the answer breaks off.
            traffic.TookEffect(request);
            return answer;
        }

        var text = await answer.Content.ReadAsStringAsync(CancellationToken.None);
        if (traffic.GarblingOf(request) is { } kind && !text.StartsWith('<'))
        {
            answer.Content = Garbling.Content(kind, text);
        }
        else if (!text.StartsWith('<'))
        {
            traffic.TookEffect(request);
        }

        return answer;
    }
}
