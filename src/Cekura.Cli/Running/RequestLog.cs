using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Running;

/// <summary>Says each request, its answer's status and how long that took. Headers and bodies stay out: they may hold secrets.</summary>
internal sealed class RequestLog : DelegatingHandler
{
    private readonly TextWriter _log;
    private readonly TimeProvider _time;

    /// <param name="log">Where it is said.</param>
    /// <param name="time">The clock.</param>
    /// <param name="isLoopback">Whether the service is on this machine, so that no proxy may see what is not encrypted.</param>
    public RequestLog(TextWriter log, TimeProvider time, bool isLoopback)
        : base(Handlers.Network(isLoopback))
    {
        _log = log;
        _time = time;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var since = _time.GetTimestamp();
        var asked = $"{request.Method} {request.RequestUri?.PathAndQuery}";
        try
        {
            var answer = await base.SendAsync(request, cancellationToken);
            await SayAsync($"{(int)answer.StatusCode} {answer.ReasonPhrase}");
            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            await SayAsync(ErrorText.Of(e));
            throw;
        }

        Task SayAsync(string outcome) =>
            _log.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{asked} -> {UntrustedText.Line(outcome)} ({_time.GetElapsedTime(since).TotalMilliseconds:0} ms)"
                )
            );
    }
}
