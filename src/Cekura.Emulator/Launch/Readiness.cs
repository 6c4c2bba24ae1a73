namespace Cekura.Emulator.Launch;

/// <summary>
/// Tells when a launched agent is ready: its <c>ready_url</c> answers 2xx or, without one, its WebSocket port takes connections.
/// </summary>
internal sealed class Readiness(string? readyUrl, string webSocketUrl)
{
    private static readonly TimeSpan PatiencePerCheck = TimeSpan.FromSeconds(2);

    private Uri Target => new(readyUrl ?? webSocketUrl);

    /// <summary>The address that already answers before the agent was started; null when it is free, as it should be.</summary>
    public async Task<string?> TakenPortAsync(CancellationToken cancellationToken)
    {
        foreach (var address in new[] { new Uri(webSocketUrl), Target })
        {
            if (address.IsLoopback && await Ports.AnswersAsync(address.Host, address.Port, cancellationToken).ConfigureAwait(false))
            {
                return $"{address.Host}:{address.Port}";
            }
        }

        return null;
    }

    /// <summary>Whether it is ready, and what was seen if not.</summary>
    public async Task<(bool IsReady, string Seen)> CheckAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(PatiencePerCheck);
        try
        {
            return readyUrl is null
                ? await ConnectAsync(patience.Token).ConfigureAwait(false)
                : await GetAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (false, $"{Target} does not answer");
        }
    }

    private async Task<(bool IsReady, string Seen)> ConnectAsync(CancellationToken cancellationToken) =>
        (await Ports.AnswersAsync(Target.Host, Target.Port, cancellationToken).ConfigureAwait(false), $"nothing listens at {Target}");

    private async Task<(bool IsReady, string Seen)> GetAsync(CancellationToken cancellationToken)
    {
        // Straight to this machine: a proxy of the environment is for other places.
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        try
        {
            using var answer = await client
                .GetAsync(Target, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
            return (answer.IsSuccessStatusCode, $"{Target} answers {(int)answer.StatusCode}");
        }
        catch (HttpRequestException)
        {
            return (false, $"nothing answers at {Target}");
        }
    }
}
