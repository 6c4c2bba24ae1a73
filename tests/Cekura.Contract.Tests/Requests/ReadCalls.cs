using Cekura.Client;

namespace Cekura.Contract.Tests.Requests;

/// <summary>Every call without a body.</summary>
internal static class ReadCalls
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<ClientCall> All { get; } =
    [
        Listing("Scenarios.ListAsync", "without a filter", (client, _) => client.Scenarios.ListAsync(new())),
        Listing("Scenarios.ListAsync", "with every filter", (client, _) => client.Scenarios.ListAsync(
                new()
                {
                    AgentId = 12,
                    ProjectId = 742,
                    AssistantId = "asst_1",
                    Tags = ["smoke", "slow"],
                    TagMatch = TagMatch.Or,
                    FolderPath = "Booking",
                    PageSize = 20,
                }
            )),
        new("Scenarios.GetAsync", "an id", (client, ids) => client.Scenarios.GetAsync(ids.Scenario)),
        new("Results.GetAsync", "an id", (client, ids) => client.Results.GetAsync(ids.Result)),
        new("Results.GetProgressAsync", "an id", (client, ids) => client.Results.GetProgressAsync(ids.Result)),
        Listing("Runs.ListAsync", "of a result", (client, ids) => client.Runs.ListAsync(new() { ResultId = ids.Result })),
        Listing("Runs.ListAsync", "with every filter", (client, ids) => client.Runs.ListAsync(
                new()
                {
                    ResultId = ids.Result,
                    AgentId = 12,
                    ProjectId = 742,
                    AssistantId = "asst_1",
                    Ids = [ids.Run],
                    ScenarioIds = [ids.Scenario],
                    PersonalityIds = [3],
                    Statuses = ["completed", "failed"],
                    Success = true,
                    Search = "contract",
                    CreatedFrom = Start,
                    CreatedTo = Start.AddYears(10),
                    PageSize = 20,
                }
            )),
        new("Runs.GetManyAsync", "ids", (client, ids) => client.Runs.GetManyAsync([ids.Run])),
        new("Runs.GetAsync", "an id", (client, ids) => client.Runs.GetAsync(ids.Run)),
        Listing("Personalities.ListAsync", "without a filter", (client, _) => client.Personalities.ListAsync()),
        Listing("Personalities.ListAsync", "with every filter", (client, _) =>
            client.Personalities.ListAsync(new() { Language = "en", ProjectId = 742 })
        ),
        new("Runs.EndCallAsync", "an id", (client, ids) => client.Runs.EndCallAsync(ids.Run)),
        new("Results.EndCallsAsync", "an id", (client, ids) => client.Results.EndCallsAsync(ids.Result)),
        new("Runs.OpenChatAsync", "an id", (client, ids) => client.Runs.OpenChatAsync(ids.Run)),
        new("Runs.GetListenUrlAsync", "an id", (client, ids) => client.Runs.GetListenUrlAsync(ids.Run)),
        new("Runs.GetTraceAsync", "an id", (client, ids) => client.Runs.GetTraceAsync(ids.Run)),
        new("Runs.RunExpectedOutcomeAsync", "an id", (client, ids) => client.Runs.RunExpectedOutcomeAsync(ids.Run)),
        new("Runs.StartExpectedOutcomeAsync", "an id", (client, ids) => client.Runs.StartExpectedOutcomeAsync(ids.Run)),
        new("Runs.GetExpectedOutcomeProgressAsync", "an id", (client, _) => client.Runs.GetExpectedOutcomeProgressAsync("3f0a-eo")),
        new("Prompts.GetProgressAsync", "an id", (client, _) => client.Prompts.GetProgressAsync("9b7d-ip")),
        new("Results.RerunAsync", "an id", (client, ids) => client.Results.RerunAsync(ids.Result)),
        Listing("Results.ListAsync", "with every filter", (client, ids) => client.Results.ListAsync(
                new()
                {
                    AgentId = 12,
                    ProjectId = 742,
                    Search = "contract",
                    ScenarioIds = [ids.Scenario],
                    PageSize = 20,
                }
            )),
        Listing("Agents.ListAsync", "with every filter", (client, _) => client.Agents.ListAsync(
                new()
                {
                    ProjectId = 742,
                    Search = "desk",
                    PageSize = 20,
                }
            )),
        new("Agents.GetAsync", "an id", (client, _) => client.Agents.GetAsync(12)),
        Listing("Metrics.ListAsync", "with every filter", (client, _) => client.Metrics.ListAsync(
                new()
                {
                    AgentId = 12,
                    ProjectId = 742,
                    AssistantId = "asst_1",
                    Slug = "latency",
                }
            )),
        new("Metrics.GetAsync", "an id", (client, _) => client.Metrics.GetAsync(55)),
        Listing("TestProfiles.ListAsync", "with every filter", (client, _) =>
            client.TestProfiles.ListAsync(new() { AgentId = 12, ProjectId = 742 })
        ),
        new("TestProfiles.GetAsync", "an id", (client, _) => client.TestProfiles.GetAsync(20)),
        new("Personalities.GetAsync", "an id", (client, _) => client.Personalities.GetAsync(3)),
        Listing("Projects.ListAsync", "with every filter", (client, _) => client.Projects.ListAsync(new() { OrganizationId = 14 })),
        Listing("CriticalMetricScenarios.ListAsync", "with every filter", (client, _) => client.CriticalMetricScenarios.ListAsync(
                new()
                {
                    AgentId = 12,
                    CategoryId = 301,
                    MetricId = 55,
                    PageSize = 20,
                }
            )),
        new("Runs.GetChatTurnAsync", "a turn", (client, ids) => client.Runs.GetChatTurnAsync(ids.Run, 1)),
    ];

    private static ClientCall Listing<T>(string method, string variant, Func<CekuraClient, RunInHand, IAsyncEnumerable<T>> list) =>
        new(method, variant, async (client, ids) => _ = await list(client, ids).ToListAsync());
}
