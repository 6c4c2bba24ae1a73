using System.Collections.Concurrent;
using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Listening;

/// <summary>
/// Downloads the recordings that the settings ask for before their verdicts go on to who listens. It does so beside the session, whose other
/// conversations must be watched; disposing waits for the last one.
/// </summary>
/// <param name="listener">Who listens.</param>
/// <param name="recordings">Where recordings come from.</param>
/// <param name="selection">Which are wanted.</param>
/// <param name="directory">Where they go; null: nowhere, so none is downloaded.</param>
/// <param name="timeLeft">How long the run may still last: no store of recordings holds it longer.</param>
/// <param name="cancellationToken">Gives up the downloads, not the verdicts.</param>
internal sealed class RecordingListener(
    ICaseListener listener, RecordingsResource recordings, RecordingSelection selection, string? directory, TimeLeft timeLeft, CancellationToken cancellationToken)
    : ICaseListener, IAsyncDisposable
{
    /// <summary>More would take the line from the conversations' own traffic.</summary>
    private const int AtOnce = 4;

    private readonly SemaphoreSlim _room = new(AtOnce);
    private readonly ConcurrentBag<Task> _reporting = [];

    /// <inheritdoc/>
    public void Started(ScenarioCase scenarioCase) => listener.Started(scenarioCase);

    /// <inheritdoc/>
    public void Message(MessageSeverity severity, string text) => listener.Message(severity, text);

    /// <inheritdoc/>
    public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        if (directory is null || !verdict.Runs.Any(run => IsWanted(verdict, run)))
        {
            return listener.FinishedAsync(scenarioCase, verdict);
        }

        _reporting.Add(DownloadAsync(scenarioCase, verdict, directory));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_reporting).ConfigureAwait(false);
        _room.Dispose();
    }

    private bool IsWanted(CaseVerdict verdict, RunVerdict run) => run.Run?.RecordingUrl is { Length: > 0 } && selection switch
    {
        RecordingSelection.All => true,
        RecordingSelection.Failed => verdict.Outcome != Outcome.Passed && run.Outcome != Outcome.Passed,
        _ => false,
    };

    private async Task DownloadAsync(ScenarioCase scenarioCase, CaseVerdict verdict, string folder)
    {
        // The session must not wait for it, however quickly the store answers.
        await Task.Yield();
        var notes = new List<string>();
        var runs = new List<RunVerdict>(verdict.Runs.Count);
        foreach (var run in verdict.Runs)
        {
            runs.Add(IsWanted(verdict, run) ? await WithRecordingAsync(run, folder, notes).ConfigureAwait(false) : run);
        }

        var whole = verdict with { Runs = runs, Notes = [.. verdict.Notes, .. notes] };
        try
        {
            await listener.FinishedAsync(scenarioCase, whole).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Nobody foresaw it, and nobody waits for this but the end of the session.
            UnreportedVerdict.Say(listener, scenarioCase, e, whole);
        }
    }

    private async Task<RunVerdict> WithRecordingAsync(RunVerdict verdict, string folder, List<string> notes)
    {
        var run = verdict.Run!;
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"recording-{run.Id}"));
        using var limit = timeLeft.Limit();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await _room.WaitAsync(either.Token).ConfigureAwait(false);
            try
            {
                return verdict with { RecordingFile = await recordings.DownloadAsync(run, path, either.Token).ConfigureAwait(false) };
            }
            finally
            {
                _room.Release();
            }
        }
        catch (Exception e)
        {
            var why = e is not OperationCanceledException ? UntrustedText.Line(e is RecordingException or IOException or UnauthorizedAccessException ? e.Message : $"An unexpected error, {e.GetType().Name}: {e.Message}", 200)
                : cancellationToken.IsCancellationRequested ? "The run was cancelled."
                : "It had not arrived when the time of the run was over (TimeoutSeconds).";
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"warning: the recording of run {run.Id} is not attached. {why}"));
            return verdict;
        }
    }
}
