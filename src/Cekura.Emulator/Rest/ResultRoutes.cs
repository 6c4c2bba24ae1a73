using Cekura.Emulator.Rest.Json;
using Cekura.Emulator.State;

namespace Cekura.Emulator.Rest;

/// <summary>The results (contract, sections 8 and 11).</summary>
internal sealed class ResultRoutes(ResultStore results)
{
    public IReadOnlyList<Route> All =>
    [
        new("GET", "results/", (request, _) => Page.Of(request, Selected(request), ResultJson.ListEntry)),
        new("GET", "results/{id}/", (_, id) => ApiAnswer.Ok(ResultJson.Detail(Find(id)))),
        new("POST", "results/{id}/end_calls/", (_, id) => EndCalls(Find(id))),
    ];

    private static ApiAnswer EndCalls(EmulatedResult result) => new(200)
    {
        Then = () => _ = Task.WhenAll(result.Runs.Select(run => run.EndCallAsync())),
    };

    private List<EmulatedResult> Selected(ApiRequest request)
    {
        var (agent, search, scenarios) = (request.Integer("agent_id"), request.Text("search"), request.Integers("scenarios"));
        return [.. results.Results.Where(result =>
            (agent is null || result.Agent.Id == agent)
            && (search is null || result.Order.Name.Contains(search, StringComparison.OrdinalIgnoreCase))
            && (scenarios is null || result.Runs.Any(run => scenarios.Contains(run.Scenario.Id))))];
    }

    private EmulatedResult Find(long id) => results.Result(id) ?? throw RefusedException.NotFound();
}
