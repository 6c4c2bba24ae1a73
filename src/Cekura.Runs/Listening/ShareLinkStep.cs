using System.Collections.Concurrent;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Listening;

/// <summary>Makes a link to each result that people without an account can open, once, and adds it to the verdicts.</summary>
/// <param name="listener">Hears that a result has no link.</param>
/// <param name="client">The service.</param>
/// <param name="time">The clock.</param>
internal sealed class ShareLinkStep(ICaseListener listener, CekuraClient client, TimeProvider time) : IReportStep
{
    /// <summary>
    /// As long as the service's own runners ask for with <c>POST /test_framework/v1/results/{id}/create_shareable_link_token/</c>.
    /// </summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<long, Lazy<Task<Uri?>>> _links = new();

    /// <inheritdoc/>
    public async ValueTask<CaseVerdict> ApplyAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        var runs = new List<RunVerdict>(verdict.Runs.Count);
        foreach (var run in verdict.Runs)
        {
            runs.Add(
                run.Run?.ResultId is { } result && await LinkAsync(result).ConfigureAwait(false) is { } link
                    ? run with
                    {
                        ShareLink = link,
                    }
                    : run
            );
        }

        var lines = runs.Select(run => run.ShareLink).OfType<Uri>().Distinct().Select(link => $"shared: {link.AbsoluteUri}").ToList();
        return verdict with
        {
            Runs = runs,
            Message = lines.Count > 0 && verdict.Message is { } message ? FailureText.WithLastLines(message, lines) : verdict.Message,
            Notes = [.. verdict.Notes, .. lines],
        };
    }

    private Task<Uri?> LinkAsync(long result) => _links.GetOrAdd(result, id => new Lazy<Task<Uri?>>(() => CreateAsync(id))).Value;

    private async Task<Uri?> CreateAsync(long result)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        try
        {
            return await client.Results.CreateShareLinkAsync(result, time.GetUtcNow() + Lifetime, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Whatever it is, the verdict is worth more than the link.
            var why = e switch
            {
                CekuraException => e.Message,
                OperationCanceledException => $"no answer within {FailureText.Seconds(Patience)} s",
                _ => $"an unexpected error, {e.GetType().Name}: {e.Message}",
            };
            listener.Message(MessageSeverity.Warning, $"Result {result} has no share link: {UntrustedText.Line(why, 300)}");
            return null;
        }
    }
}
