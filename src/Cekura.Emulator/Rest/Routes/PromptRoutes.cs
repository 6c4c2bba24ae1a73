using System.Text.Json.Nodes;
using Cekura.Emulator.Prompts;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.State;

namespace Cekura.Emulator.Rest.Routes;

/// <summary>Proposals for a better prompt, made of what failed: <c>POST runs/improve_prompt/</c> and its siblings.</summary>
internal sealed class PromptRoutes(ResultStore results, BackgroundWork work)
{
    private const string Kind = "prompt";
    private const int RunsAtOnce = 3;

    private static readonly FieldRule[] IssueFields =
    [
        FieldRule.Integers("run_ids") with
        {
            Required = true,
        },
        FieldRule.Integers("category_ids"),
        FieldRule.Integers("workflow_metric_ids"),
        FieldRule.Integer("agent"),
    ];

    private static readonly FieldRule[] Fields = [FieldRule.Text("prompt") with { Required = true }, .. IssueFields];

    public IReadOnlyList<Route> All =>
        [
            new("POST", "runs/improve_prompt/", (request, _) => ApiAnswer.Ok(Improve(Read(request, Fields), RunsAtOnce))),
            new("POST", "runs/improve_prompt_bg/", (request, _) =>
                ApiAnswer.Ok(new JsonObject { ["progress_id"] = work.Add(Kind, Improve(Read(request, Fields), int.MaxValue)) })
            ),
            new("GET", "runs/improve_prompt_progress/", (request, _) => work.Answer(Kind, request)),
            new("POST", "runs/improve_prompt_issues/", (request, _) => ApiAnswer.Ok(Listed(Read(request, IssueFields)))),
        ];

    private JsonObject Improve(Fields fields, int maxRuns) => PromptProposal.Of(fields.Text("prompt")!, Issues(fields, maxRuns));

    private JsonObject Listed(Fields fields) =>
        new()
        {
            ["issues"] = new JsonArray([
                .. Issues(fields, int.MaxValue)
                    .Select(
                        (issue, index) =>
                            new JsonObject
                            {
                                ["rank"] = index + 1,
                                ["run_ids"] = new JsonArray([.. issue.Runs.Select(run => JsonValue.Create(run))]),
                                ["description"] = issue.Description,
                                ["affected_count"] = issue.Runs.Count,
                            }
                    ),
            ]),
        };

    private IReadOnlyList<Issue> Issues(Fields fields, int maxRuns)
    {
        var ids = fields.Integers("run_ids")!.Distinct().ToList();
        return ids.Count >= 1 && ids.Count <= maxRuns
            ? IssueFinder.Find(
                [.. ids.Select(id => results.Run(id) ?? throw RefusedException.NotFound())],
                fields.Integers("category_ids"),
                fields.Integers("workflow_metric_ids")
            )
            : throw RefusedException.Field(
                "run_ids",
                ids.Count == 0 ? "This list may not be empty." : $"Ensure this field has no more than {maxRuns} elements."
            );
    }

    private static Fields Read(ApiRequest request, IReadOnlyList<FieldRule> rules)
    {
        var fields = new Fields(request.JsonObject());
        FieldCheck.Demand(fields, rules);
        return fields;
    }
}
