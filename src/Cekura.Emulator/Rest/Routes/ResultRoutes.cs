using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Emulator.Rest.Json;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Rest.Start;
using Cekura.Emulator.State;

namespace Cekura.Emulator.Rest.Routes;

/// <summary>The results: <c>GET results/</c>, <c>GET results/{id}/</c>, and what is done with one.</summary>
internal sealed class ResultRoutes(ResultStore results, Starter starter)
{
    public IReadOnlyList<Route> All =>
        [
            new("GET", "results/", (request, _) => Page.Of(request, Selected(request), ResultJson.ListEntry)),
            new("GET", "results/{id}/", (_, id) => Detail(Find(id))),
            new("POST", "results/{id}/end_calls/", (_, id) => EndCalls(Find(id))),
            new("POST", "results/{id}/rerun/", (_, id) => starter.Repeat(Find(id))),
            new("POST", "results/{id}/create_shareable_link_token/", (request, id) => Share(Find(id), request)),
        ];

    private static ApiAnswer Detail(EmulatedResult result) => ApiAnswer.Ok(json => ResultJson.Detail(json, result));

    // The service's own runners read JSON from it, whatever it says.
    private static ApiAnswer EndCalls(EmulatedResult result) =>
        ApiAnswer.Ok(new JsonObject()) with
        {
            Then = () => _ = EmulatedRun.EndCallsAsync(result.Runs),
        };

    // The link leads nowhere: without the emulator it could not be opened.
    private static ApiAnswer Share(EmulatedResult result, ApiRequest request)
    {
        var expiry = new Fields(request.JsonObject())["expire_at"];
        if (
            expiry.ValueKind != JsonValueKind.Undefined
            && !(expiry.ValueKind == JsonValueKind.String && expiry.TryGetDateTimeOffset(out _))
        )
        {
            throw RefusedException.Field(
                "expire_at",
                "Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]."
            );
        }

        var token = $"emulated-{result.Id}";
        return ApiAnswer.Ok(
            new JsonObject { ["token"] = token, ["shareable_link"] = $"https://emulator.invalid/share/results/{result.Id}?token={token}" }
        );
    }

    private List<EmulatedResult> Selected(ApiRequest request)
    {
        var (agent, search, scenarios) = (request.Integer("agent_id"), request.Text("search"), request.Integers("scenarios"));
        return
        [
            .. results.Results.Where(result =>
                (agent is null || result.Agent.Id == agent)
                && (search is null || result.Order.Name.Contains(search, StringComparison.OrdinalIgnoreCase))
                && (scenarios is null || result.Runs.Any(run => scenarios.Contains(run.Scenario.Id)))
            ),
        ];
    }

    private EmulatedResult Find(long id) => results.Result(id) ?? throw RefusedException.NotFound();
}
