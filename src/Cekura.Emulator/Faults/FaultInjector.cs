using System.Net;
using System.Text;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Faults;

/// <summary>Disturbs the requests that the seed's <c>faults</c> name; all others pass. Of several that match, the first acts.</summary>
internal sealed class FaultInjector(IReadOnlyList<Fault> faults, TimeProvider time)
{
    private const string MaintenancePage =
        "<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>We will be back soon</h1></body></html>";

    private readonly Lock _gate = new();
    private readonly int[] _seen = new int[faults.Count];
    private readonly int[] _disturbed = new int[faults.Count];

    public async Task<HttpResponseMessage> SendAsync(
        ApiRequest request,
        Func<Task<HttpResponseMessage>> respond,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Next(request) is not { } fault)
        {
            return await respond().ConfigureAwait(false);
        }

        switch (fault.Kind)
        {
            case FaultKind.Status:
                return Answer(
                    fault,
                    fault.Argument,
                    "application/json",
                    $$"""{"detail": "The seed's faults answer {{fault.Argument}}."}"""
                );
            case FaultKind.Html:
                return Answer(fault, 200, "text/html", MaintenancePage);
            case FaultKind.Reset:
                throw Broken(HttpRequestError.Unknown);
            case FaultKind.DropAfterAccept:
                (await respond().ConfigureAwait(false)).Dispose();
                throw Broken(HttpRequestError.ResponseEnded);
            case FaultKind.Truncate:
                var response = await respond().ConfigureAwait(false);
                response.Content = await TruncatedContent.HalfOfAsync(response.Content, cancellationToken).ConfigureAwait(false);
                return response;
            case FaultKind.Slow:
                await Task.Delay(TimeSpan.FromMilliseconds(fault.Argument), time, cancellationToken).ConfigureAwait(false);
                return await respond().ConfigureAwait(false);
            default:
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(false);
                return await respond().ConfigureAwait(false);
        }
    }

    private static HttpResponseMessage Answer(Fault fault, int status, string mediaType, string body)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
        if (fault.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        }

        return response;
    }

    private static HttpRequestException Broken(HttpRequestError error) => new(error, "The connection broke, as the seed's faults say.");

    private Fault? Next(ApiRequest request)
    {
        Fault? acting = null;
        lock (_gate)
        {
            for (var i = 0; i < faults.Count; i++)
            {
                var fault = faults[i];
                if (!Matches(fault, request))
                {
                    continue;
                }

                // Each fault counts every request that matches it, whichever fault disturbs it: "after" does not depend on the faults
                // above.
                _seen[i]++;
                if (acting is null && _seen[i] > fault.After && _disturbed[i] < fault.Times)
                {
                    _disturbed[i]++;
                    acting = fault;
                }
            }
        }

        return acting;
    }

    private static bool Matches(Fault fault, ApiRequest request) =>
        (fault.Method is null || fault.Method == request.Method) && (fault.Path is null || fault.Path.IsMatch(request.Path));
}
