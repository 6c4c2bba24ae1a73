using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Listening;

/// <summary>Downloads the recordings that the settings ask for, before what is made of their verdicts.</summary>
/// <param name="recordings">Where recordings come from.</param>
/// <param name="selection">Which are wanted.</param>
/// <param name="directory">Where they go.</param>
/// <param name="timeLeft">How long the run may still last: no store of recordings holds it longer.</param>
/// <param name="cancellationToken">Gives up the downloads, not the verdicts.</param>
internal sealed class RecordingStep(
    RecordingsResource recordings,
    RecordingSelection selection,
    string directory,
    TimeLeft timeLeft,
    CancellationToken cancellationToken
) : IReportStep, IDisposable
{
    /// <summary>More would take the line from the conversations' own traffic.</summary>
    private const int AtOnce = 4;

    private readonly SemaphoreSlim _room = new(AtOnce);

    /// <inheritdoc/>
    public bool TakesLong(CaseVerdict verdict) => verdict.Runs.Any(run => IsWanted(verdict, run));

    /// <inheritdoc/>
    public async ValueTask<CaseVerdict> ApplyAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        if (!TakesLong(verdict))
        {
            return verdict;
        }

        var notes = new List<string>();
        var runs = new List<RunVerdict>(verdict.Runs.Count);
        foreach (var run in verdict.Runs)
        {
            runs.Add(IsWanted(verdict, run) ? await WithRecordingAsync(run, notes).ConfigureAwait(false) : run);
        }

        return verdict with
        {
            Runs = runs,
            Notes = [.. verdict.Notes, .. notes],
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _room.Dispose();

    private bool IsWanted(CaseVerdict verdict, RunVerdict run) =>
        run.Run?.RecordingUrl is { Length: > 0 }
        && selection switch
        {
            RecordingSelection.All => true,
            RecordingSelection.Failed => verdict.Outcome != Outcome.Passed && run.Outcome != Outcome.Passed,
            _ => false,
        };

    private async Task<RunVerdict> WithRecordingAsync(RunVerdict verdict, List<string> notes)
    {
        var run = verdict.Run!;
        var path = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"recording-{run.Id}"));
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
            var why =
                e is not OperationCanceledException
                    ? UntrustedText.Line(
                        e is RecordingException or IOException or UnauthorizedAccessException
                            ? e.Message
                            : $"An unexpected error, {e.GetType().Name}: {e.Message}",
                        200
                    )
                : cancellationToken.IsCancellationRequested ? "The run was cancelled."
                : "It had not arrived when the time of the run was over (TimeoutSeconds).";
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"warning: the recording of run {run.Id} is not attached. {why}"));
            return verdict;
        }
    }
}
