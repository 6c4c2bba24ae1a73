using System.Text.Json.Nodes;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Running;
using Cekura.Emulator.Scoring;
using Cekura.Emulator.State;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Rest.Routes;

/// <summary>
/// The expected outcome of a run, judged once more: <c>POST runs/{id}/run_expected_outcome/</c>, and the same in the background.
/// </summary>
internal sealed class OutcomeRoutes(ResultStore results, BackgroundWork work, Rejudging rejudging, TimeProvider time)
{
    private const string Kind = "outcome";

    public IReadOnlyList<Route> All =>
        [
            new("POST", "runs/{id}/run_expected_outcome/", (_, id) => Now(Find(id))),
            new("POST", "runs/{id}/run_expected_outcome_bg/", (_, id) => Start(Find(id))),
            new("GET", "runs/run_expected_outcome_progress/", (request, _) => work.Answer(Kind, request)),
        ];

    private ApiAnswer Now(EmulatedRun run) =>
        new(200)
        {
            Later = async cancellationToken =>
            {
                await JudgeAsync(run, cancellationToken).ConfigureAwait(false);
                return RunRoutes.Full(run);
            },
        };

    private ApiAnswer Start(EmulatedRun run)
    {
        var judging = OutcomeAsync(run);

        // What is known at once to be impossible is refused.
        return judging.IsFaulted
            ? new(200) { Later = async _ => await RefusedAsync(judging).ConfigureAwait(false) }
            : ApiAnswer.Ok(new JsonObject { ["progress_id"] = work.Add(Kind, judging) });
    }

    private static async Task<ApiAnswer> RefusedAsync(Task<JsonObject> judging) => ApiAnswer.Ok(await judging.ConfigureAwait(false));

    private async Task<JsonObject> OutcomeAsync(EmulatedRun run)
    {
        await JudgeAsync(run, CancellationToken.None).ConfigureAwait(false);
        return new() { ["expected_outcome"] = run.State.Score!.ExpectedOutcome!.DeepClone() };
    }

    private async Task JudgeAsync(EmulatedRun run, CancellationToken cancellationToken)
    {
        var judged = run.State.Status == RunStatus.Completed && await ReviseAsync(run, cancellationToken).ConfigureAwait(false);
        if (!judged || run.State.Score?.ExpectedOutcome is null)
        {
            throw RefusedException.Rule("The run has no conversation or no expected outcome to judge.");
        }
    }

    /// <exception cref="RefusedException">It cannot be judged by the rules of the seed: the run stays as it was.</exception>
    private async Task<bool> ReviseAsync(EmulatedRun run, CancellationToken cancellationToken)
    {
        try
        {
            var anew = await rejudging.OutcomeAsync(run, cancellationToken).ConfigureAwait(false);
            return run.Revise((state, score) => anew(state, score) with { Review = null, UpdatedAt = time.GetUtcNow() });
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw RefusedException.Rule(ScoringError.Of(e));
        }
    }

    private EmulatedRun Find(long id) => results.Run(id) ?? throw RefusedException.NotFound();
}
