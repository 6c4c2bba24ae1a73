using Cekura.Emulator.Rest.Json;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;

namespace Cekura.Emulator.Rest;

/// <summary>Starts runs in the mode text (contract, section 6).</summary>
internal sealed class StartRoutes(Workspace workspace, ResultStore results, RunScheduler scheduler, Account account)
{
    public IReadOnlyList<Route> All => [new("POST", "scenarios/run_scenarios_text/", (request, _) => StartText(request))];

    private ApiAnswer StartText(ApiRequest request)
    {
        account.CountStart();
        var order = new TextStart(workspace, new Fields(request.JsonObject())).Order();
        account.Charge(order.Cases.Count);
        var result = results.Add(order);
        return new(201, ResultJson.Started(result)) { Then = () => scheduler.Start(result) };
    }
}
