using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Emulator.Rest.Json;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Rest.Routes;

/// <summary>
/// Runs that are promoted to tests of metrics, and reading them back: <c>POST /test_framework/test-sets/create_from_run/</c> and its
/// siblings, whose paths carry no version.
/// </summary>
internal sealed class TestSetRoutes(Workspace workspace, ResultStore results, TestSetStore sets, TimeProvider time)
{
    private const string Root = "/test_framework/test-sets/";

    private static readonly FieldRule Metrics = new("metrics", (fields, field) => fields.Objects(field)) { Required = true };
    private static readonly FieldRule[] OneFields =
    [
        FieldRule.Integer("run_id") with
        {
            Required = true,
        },
        Metrics,
        FieldRule.Text("name"),
        FieldRule.Integer("project"),
    ];
    private static readonly FieldRule[] ManyFields =
    [
        new("runs", (fields, field) => _ = Choice(fields[field])) { Required = true },
        Metrics,
        FieldRule.Integer("agent"),
        FieldRule.Integer("project"),
    ];

    public IReadOnlyList<Route> All =>
        [
            new("POST", Root + "create_from_run/", (request, _) => FromRun(new(request.JsonObject()))),
            new("POST", Root + "create_from_runs/", (request, _) => FromRuns(new(request.JsonObject()))),
            new("GET", Root, (request, _) => Page.Of(request, sets.All, set => set)),
            new("GET", Root + "{id}/", (_, id) =>
                ApiAnswer.Ok(sets.All.FirstOrDefault(set => set["id"]!.GetValue<long>() == id) ?? throw RefusedException.NotFound())
            ),
        ];

    private ApiAnswer FromRun(Fields fields)
    {
        FieldCheck.Demand(fields, OneFields);
        var run = results.Run(fields.Integer("run_id")!.Value) ?? throw RefusedException.NotFound();
        return ApiAnswer.Ok(Promote(run, fields, fields.Text("name")));
    }

    // A single answer, whatever the number: the first.
    private ApiAnswer FromRuns(Fields fields)
    {
        FieldCheck.Demand(fields, ManyFields);
        var agent = fields.Integer("agent");
        var ended = results.Runs.Where(run => run.State.Status == RunStatus.Completed && (agent is null || run.Agent.Id == agent)).ToList();
        var chosen = Choice(fields["runs"]) switch
        {
            (null, null) => ended,
            ({ } count, _) => ended.OrderByDescending(run => run.Id).Take(count).ToList(),
            (_, { } ids) => [.. ids.Select(id => results.Run(id) ?? throw RefusedException.NotFound())],
        };
        return chosen.Count == 0
            ? throw RefusedException.Field("runs", "There is no completed run to promote.")
            : ApiAnswer.Ok(chosen.Select(run => Promote(run, fields, name: null)).ToList()[0]);
    }

    private JsonObject Promote(EmulatedRun run, Fields fields, string? name)
    {
        var reviews = fields.Objects("metrics")!.Select((metric, index) => TestSetJson.Review(workspace, run, metric, index + 1)).ToList();
        return run.State.Status == RunStatus.Completed
            ? sets.GetOrAdd(run.Id, id => TestSetJson.Detail(id, name ?? $"{run.Id}", run, reviews, time.GetUtcNow()))
            : throw RefusedException.Rule($"Run {run.Id} is {run.State.Status}; only completed runs can be promoted.");
    }

    /// <summary>A number of runs, their ids, or neither: all.</summary>
    private static (int? Count, IReadOnlyList<long>? Ids) Choice(JsonElement runs) =>
        runs switch
        {
            { ValueKind: JsonValueKind.String } when runs.GetString() == "all" => (null, null),
            { ValueKind: JsonValueKind.Array } when runs.EnumerateArray().All(item => Fields.Whole(item) is not null) => (
                null,
                [.. runs.EnumerateArray().Select(item => Fields.Whole(item)!.Value)]
            ),
            _ when Fields.Whole(runs) is { } count and > 0 and <= int.MaxValue => ((int)count, null),
            _ => throw RefusedException.Field("runs", "Give \"all\", a positive integer or a list of run ids."),
        };
}
