using System.Globalization;
using System.Text.Json;
using Cekura.Emulator.Rest.Json;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Running;
using Cekura.Emulator.Scoring;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Rest.Routes;

/// <summary>Existing runs with new scores: <c>POST results/{id}/evaluate_metrics/</c>.</summary>
internal sealed class RescoringRoutes(Workspace workspace, ResultStore results, Rejudging rejudging, TimeProvider time)
{
    public IReadOnlyList<Route> All =>
        [new("POST", "results/{id}/evaluate_metrics/", (request, id) => Evaluate(Find(id), new(request.JsonObject())))];

    private ApiAnswer Evaluate(EmulatedResult result, Fields fields)
    {
        var runs = Ids(fields, "run_ids")
            .Select(id => result.Runs.FirstOrDefault(run => run.Id == id) ?? throw Unknown("run_ids", id))
            .ToList();
        var metrics = Ids(fields, "metric_ids")
            .Select(id => workspace.Metrics.FirstOrDefault(metric => metric.Id == id) ?? throw Unknown("metric_ids", id))
            .ToList();

        // Only what was held can be scored; the rest keeps its status.
        var held = runs.Where(run => run.State.Status == RunStatus.Completed).ToList();
        held.ForEach(run => run.Revise((state, _) => state with { Status = RunStatus.Evaluating, UpdatedAt = time.GetUtcNow() }));
        return ApiAnswer.Ok(json => ResultJson.ListEntry(json, result)) with
        {
            Then = () => held.ForEach(run => _ = ScoreAsync(run, metrics)),
        };
    }

    // Done at once where no judge is asked.
    private async Task ScoreAsync(EmulatedRun run, IReadOnlyList<Metric> metrics)
    {
        Func<RunState, Score, RunState> anew;
        try
        {
            anew = await rejudging.MetricsAsync(run, metrics).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The emulator closes: the run stays as it was.
            anew = (state, _) => state;
        }
        catch (Exception e)
        {
            anew = (_, _) => throw new InvalidOperationException(e.Message, e);
        }

        run.Update(state =>
        {
            var scored = state with { Status = RunStatus.Completed, Review = null, UpdatedAt = time.GetUtcNow() };
            try
            {
                return anew(scored, state.Score!);
            }
            catch (Exception e)
            {
                // As a conversation that cannot be scored when it ends: an old score would stand for the new rules.
                return scored with
                {
                    Status = RunStatus.Failed,
                    Score = Scoring.Score.None,
                    ErrorMessage = ScoringError.Of(e),
                    ConversationVerdict = null,
                };
            }
        });
    }

    // The service types them as texts here and as numbers in its bulk call (docs/service.md#d16).
    private static List<long> Ids(Fields fields, string name)
    {
        var items = fields[name];
        return items switch
        {
            { ValueKind: JsonValueKind.Undefined } => throw RefusedException.Field(name, "This field is required."),
            { ValueKind: JsonValueKind.Array } when items.GetArrayLength() == 0 => throw RefusedException.Field(
                name,
                "This list may not be empty."
            ),
            { ValueKind: JsonValueKind.Array } => [.. items.EnumerateArray().Select(item => Id(name, item))],
            _ => throw RefusedException.Field(name, "Expected a list of items."),
        };
    }

    private static long Id(string name, JsonElement item) =>
        long.TryParse(item.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw RefusedException.Field(name, "A valid integer is required.");

    private static RefusedException Unknown(string name, long id) =>
        RefusedException.Field(name, $"Invalid pk \"{id}\" - object does not exist.");

    private EmulatedResult Find(long id) => results.Result(id) ?? throw RefusedException.NotFound();
}
