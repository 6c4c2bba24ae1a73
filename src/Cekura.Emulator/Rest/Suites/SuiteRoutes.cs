using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Rest.Start;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Suites;

/// <summary>Tests as code: <c>POST scenarios/run_scenarios_json/</c>.</summary>
internal sealed class SuiteRoutes(Workspace workspace, Starter starter)
{
    private readonly SuiteRequestReader _reader = new(workspace);
    private readonly TemporaryScenarios _scenarios = new(workspace);

    public IReadOnlyList<Route> All =>
        [
            new("POST", "scenarios/run_scenarios_json/", (request, _) =>
                IsDryRun(request) ? Plan(request) : starter.Start(200, () => _scenarios.Order(Read(request)))
            ),
            new("POST", "scenarios/validate_scenarios_json/", (request, _) => Plan(request)),
            new("GET", "scenarios/json_schema/", (_, _) =>
                ApiAnswer.WithDetail(
                    501,
                    "The emulator has no copy of the service's schema. It is published at https://docs.cekura.ai/schemas/test-suite/v1.json."
                )
            ),
        ];

    private static bool IsDryRun(ApiRequest request) => request.Text("dry_run")?.ToLowerInvariant() is "true" or "1";

    private ApiAnswer Plan(ApiRequest request) => ApiAnswer.Ok(SuitePlanJson.Of(Read(request), workspace));

    private SuiteRequest Read(ApiRequest request) => _reader.Read(StartBody.Read(request, SuiteRequestReader.Rules));
}
