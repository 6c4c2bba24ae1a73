using System.Text.Json.Nodes;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Scoring;
using Cekura.Emulator.State;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Rest.Routes;

/// <summary>What people say about scores: <c>POST runs/{id}/mark_metric_vote/</c> and its siblings.</summary>
internal sealed class VoteRoutes(ResultStore results, Rescoring rescoring)
{
    private static readonly FieldRule[] OutcomeFields =
    [
        FieldRule.Boolean("thumbs_up") with
        {
            Required = true,
        },
        FieldRule.Text("feedback"),
    ];
    private static readonly FieldRule[] MarkFields = [FieldRule.Integer("scenario_id") with { Required = true }];
    private static readonly FieldRule[] MetricFields =
    [
        FieldRule.Integer("metric_id") with
        {
            Required = true,
        },
        FieldRule.Boolean("thumbs_up"),
        FieldRule.Text("feedback"),
    ];

    // Required, and null counts as given.
    private static readonly string[] Nullable = ["thumbs_up", "expected_value"];

    public IReadOnlyList<Route> All =>
        [
            new("POST", "runs/{id}/mark_metric_vote/", (request, id) => VoteOnMetric(Find(id), new(request.JsonObject()))),
            new("POST", "runs/{id}/mark_expected_outcome_vote/", (request, id) => VoteOnOutcome(Find(id), new(request.JsonObject()))),
            new("POST", "runs/{id}/mark_critical_scenario_wrong/", (request, id) => Mark(Find(id), request, wrong: true)),
            new("POST", "runs/{id}/unmark_critical_scenario_wrong/", (request, id) => Mark(Find(id), request, wrong: false)),
        ];

    private ApiAnswer VoteOnMetric(EmulatedRun run, Fields fields)
    {
        FieldCheck.Demand(fields, MetricFields);
        if (Array.Find(Nullable, name => !fields.Body.TryGetProperty(name, out _)) is { } missing)
        {
            throw RefusedException.Field(missing, "This field is required.");
        }

        var (metric, value) = (fields.Integer("metric_id")!.Value, fields.Has("expected_value") ? fields["expected_value"].ToNode() : null);
        if (run.State.Score?.Metric(metric) is null)
        {
            throw RefusedException.WithDetail(404, "Metric evaluation not found.");
        }

        // What is no score says what people wanted, but scores nothing.
        return Review(run, fields, score =>
            value is null or JsonObject or JsonArray ? score : Votes.WithValue(score, score.Metric(metric)!, value)
        );
    }

    private ApiAnswer VoteOnOutcome(EmulatedRun run, Fields fields)
    {
        FieldCheck.Demand(fields, OutcomeFields);
        if (run.State.Score?.ExpectedOutcome is null)
        {
            throw RefusedException.WithDetail(404, "The run has no evaluated expected outcome.");
        }

        return Review(run, fields, score => fields.Boolean("thumbs_up") == true ? score : Votes.WithOppositeOutcome(score));
    }

    // A vote that changes no score confirms the verdict as it stands; one that does brings the verdict that follows from the new scores.
    private ApiAnswer Review(EmulatedRun run, Fields fields, Func<Score, Score> vote)
    {
        run.Revise(
            (state, score) =>
            {
                var (voted, feedback) = (vote(score), fields.Text("feedback") ?? "");
                if (ReferenceEquals(voted, score))
                {
                    return state with { Review = new(state.Review?.Success ?? state.Success == true, feedback) };
                }

                // What the emulator itself found stays in success.
                var settled = rescoring.Settled(voted);
                return state with { Score = settled with { Success = score.Success }, Review = new(settled.Success, feedback) };
            }
        );
        return ApiAnswer.Ok(new JsonObject { ["success"] = true });
    }

    private static ApiAnswer Mark(EmulatedRun run, ApiRequest request, bool wrong)
    {
        var fields = new Fields(request.JsonObject());
        FieldCheck.Demand(fields, MarkFields);
        var found = false;
        run.Revise(
            (state, score) =>
            {
                var marked = Votes.WithMark(score, fields.Integer("scenario_id")!.Value, wrong);
                found = marked is not null;
                return state with { Score = marked ?? score };
            }
        );
        return found
            ? ApiAnswer.Ok(new JsonObject { ["success"] = true })
            : throw RefusedException.WithDetail(404, "Critical scenario not found.");
    }

    private EmulatedRun Find(long id) => results.Run(id) ?? throw RefusedException.NotFound();
}
