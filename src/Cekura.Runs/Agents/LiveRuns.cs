using System.Collections.Concurrent;
using Cekura.Client;
using Cekura.Manifests.Modes;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;

namespace Cekura.Runs.Agents;

/// <summary>
/// Says where people can listen, and which numbers are on the line, as soon as a spoken conversation is seen in progress; once a run, and
/// only where the service says it. Nothing waits for it.
/// </summary>
internal sealed class LiveRuns(CekuraClient client, ICaseListener listener, string mode) : IAsyncDisposable
{
    private const int MaxLinkLength = 500;

    private readonly bool _isSpoken = ModeTable.Find(mode) is { IsSpoken: true };
    private readonly CancellationTokenSource _closing = new();
    private readonly HashSet<long> _seen = [];
    private readonly ConcurrentBag<Task> _announcing = [];

    /// <summary>A run as a poll shows it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="nameOf">What the run is called, asked only when something is said.</param>
    public void Observe(Run run, Func<Run, string> nameOf)
    {
        if (_isSpoken && run.Status == RunStatus.InProgress && _seen.Add(run.Id))
        {
            _announcing.Add(AnnounceAsync(run, nameOf(run)));
        }
    }

    /// <summary>The conversations are over: there is nothing left to listen to.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_announcing).ConfigureAwait(false);
        _closing.Dispose();
    }

    private async Task AnnounceAsync(Run run, string name)
    {
        // Polls must not wait for it, however quickly everything answers.
        await Task.Yield();
        var facts = new[]
        {
            Number("the agent dials", run.OutboundNumber),
            Number("called from", run.InboundNumber),
            await ListenAsync(run).ConfigureAwait(false),
        };
        var known = string.Join("; ", facts.OfType<string>());
        if (known.Length > 0)
        {
            listener.Message(MessageSeverity.Information, $"Run {run.Id} of {name} is in progress: {known}");
        }
    }

    private async Task<string?> ListenAsync(Run run)
    {
        try
        {
            var link = UntrustedText.Line(await client.Runs.GetListenUrlAsync(run.Id, _closing.Token).ConfigureAwait(false), MaxLinkLength);
            return link.Length > 0 ? $"listen at {link}" : null;
        }
        catch (Exception e) when (e is CekuraException or OperationCanceledException)
        {
            // Not every conversation can be listened to, and none depends on it.
            return null;
        }
    }

    private static string? Number(string role, string? number) =>
        UntrustedText.Line(number, 40) is { Length: > 0 } shown ? $"{role} {shown}" : null;
}
