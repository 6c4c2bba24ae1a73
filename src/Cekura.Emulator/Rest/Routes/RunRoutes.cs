using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Emulator.Rest.Json;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.State;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Rest.Routes;

/// <summary>The runs: <c>GET runs/</c>, <c>GET runs/bulk/</c>, <c>GET runs/{id}/</c>, and what is done with a running one.</summary>
internal sealed class RunRoutes(ResultStore results)
{
    private const int MaxInBulk = 100;

    public IReadOnlyList<Route> All =>
        [
            new("GET", "runs/", (request, _) => Page.Of(request, RunFilter.Apply(request, results.Runs), RunJson.ListEntry)),
            new("GET", "runs/bulk/", (request, _) => Bulk(request)),
            new("GET", "runs/{id}/", (_, id) => Full(Find(id))),
            new("GET", "runs/{id}/trace/", (_, id) => Trace(Find(id))),
            new("GET", "runs/{id}/get_listen_url/", (_, id) => ListenUrl(Find(id))),
            new("POST", "runs/{id}/end_call/", (_, id) => EndCall(Find(id))),
        ];

    /// <summary>Everything about a run.</summary>
    public static ApiAnswer Full(EmulatedRun run) => ApiAnswer.Ok(json => RunJson.Full(json, run));

    private static ApiAnswer Trace(EmulatedRun run) =>
        run.State.Trace is { } trace ? ApiAnswer.Ok(json => RunJson.Trace(json, trace)) : throw RefusedException.NotFound();

    // There is nothing to hear: the domain is one that never exists.
    private static ApiAnswer ListenUrl(EmulatedRun run) =>
        run is { State.Status: RunStatus.InProgress, Result.Order.Channel: { IsText: false, IsEmail: false, IsApiChat: false } }
            ? ApiAnswer.Ok(new JsonObject { ["listen_url"] = $"wss://emulator.invalid/listen/{run.Id}" })
            : throw RefusedException.WithDetail(404, "There is no voice call in progress.");

    private static ApiAnswer EndCall(EmulatedRun run) => new(200) { Then = () => _ = run.EndCallAsync() };

    private ApiAnswer Bulk(ApiRequest request)
    {
        var ids = (request.Text("run_ids") ?? throw RefusedException.Field("run_ids", "This field is required."))
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(text =>
                long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                    ? id
                    : throw RefusedException.Field("run_ids", "run_ids must be comma-separated integers")
            )
            .ToHashSet();
        if (ids.Count > MaxInBulk)
        {
            throw RefusedException.Field("run_ids", $"Ensure this field has no more than {MaxInBulk} elements.");
        }

        return ApiAnswer.Ok(json =>
        {
            json.WriteStartArray();
            foreach (var run in ids.Order().Select(results.Run).OfType<EmulatedRun>())
            {
                RunJson.Full(json, run);
            }

            json.WriteEndArray();
        });
    }

    private EmulatedRun Find(long id) => results.Run(id) ?? throw RefusedException.NotFound();
}
