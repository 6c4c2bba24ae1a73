using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Start;

/// <summary>Starts runs, a route for each mode: <c>POST scenarios/run_scenarios…/</c>.</summary>
internal sealed class StartRoutes(Workspace workspace, Starter starter)
{
    public IReadOnlyList<Route> All =>
        [
            .. StartModes.All.Select(mode =>
            {
                var reader = new StartReader(workspace, mode);
                return new Route("POST", $"scenarios/{mode.Operation}/", (request, _) =>
                    starter.Start(mode.Status, () => reader.Read(StartBody.Read(request, mode.Fields)))
                );
            }),
        ];
}
