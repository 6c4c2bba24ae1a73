using System.Text.Json.Nodes;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Scoring;
using Cekura.Emulator.State;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Rest.Routes;

/// <summary>
/// The expected outcome of a run, judged once more: <c>POST runs/{id}/run_expected_outcome/</c>, and the same in the background.
/// </summary>
internal sealed class OutcomeRoutes(ResultStore results, BackgroundWork work, Rescoring rescoring, TimeProvider time)
{
    private const string Kind = "outcome";

    public IReadOnlyList<Route> All =>
        [
            new("POST", "runs/{id}/run_expected_outcome/", (_, id) => RunRoutes.Full(Judge(id))),
            new("POST", "runs/{id}/run_expected_outcome_bg/", (_, id) => Start(Judge(id))),
            new("GET", "runs/run_expected_outcome_progress/", (request, _) => work.Answer(Kind, request)),
        ];

    private ApiAnswer Start(EmulatedRun run)
    {
        var progress = work.Add(Kind, new() { ["expected_outcome"] = run.State.Score!.ExpectedOutcome!.DeepClone() });
        return ApiAnswer.Ok(new JsonObject { ["progress_id"] = progress });
    }

    private EmulatedRun Judge(long id)
    {
        var run = results.Run(id) ?? throw RefusedException.NotFound();
        var judged = run.State.Status == RunStatus.Completed && Revise(run);
        return judged && run.State.Score?.ExpectedOutcome is not null
            ? run
            : throw RefusedException.Rule("The run has no conversation or no expected outcome to judge.");
    }

    /// <exception cref="RefusedException">It cannot be judged by the rules of the seed: the run stays as it was.</exception>
    private bool Revise(EmulatedRun run)
    {
        try
        {
            return run.Revise(
                (state, score) =>
                    state with
                    {
                        Score = rescoring.Outcome(run.Scenario, state.Evidence, score),
                        Review = null,
                        UpdatedAt = time.GetUtcNow(),
                    }
            );
        }
        catch (Exception e)
        {
            throw RefusedException.Rule(ScoringError.Of(e));
        }
    }
}
