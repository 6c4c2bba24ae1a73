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
            new() { AgentId = 12, ProjectId = 742, AssistantId = "asst_1", Tags = ["smoke", "slow"], TagMatch = TagMatch.Or, FolderPath = "Booking", PageSize = 20 })),
        new("Scenarios.GetAsync", "an id", (client, ids) => client.Scenarios.GetAsync(ids.Scenario)),
        new("Results.GetAsync", "an id", (client, ids) => client.Results.GetAsync(ids.Result)),
        Listing("Runs.ListAsync", "of a result", (client, ids) => client.Runs.ListAsync(new() { ResultId = ids.Result })),
        Listing("Runs.ListAsync", "with every filter", (client, ids) => client.Runs.ListAsync(new()
        {
            ResultId = ids.Result, AgentId = 12, ProjectId = 742, AssistantId = "asst_1", Ids = [ids.Run], ScenarioIds = [ids.Scenario], PersonalityIds = [3],
            Statuses = ["completed", "failed"], Success = true, Search = "contract", CreatedFrom = Start, CreatedTo = Start.AddYears(10), PageSize = 20,
        })),
        new("Runs.GetManyAsync", "ids", (client, ids) => client.Runs.GetManyAsync([ids.Run])),
        new("Runs.GetAsync", "an id", (client, ids) => client.Runs.GetAsync(ids.Run)),
        new("Personalities.ListAsync", "without a filter", (client, _) => client.Personalities.ListAsync()),
        new("Personalities.ListAsync", "with every filter", (client, _) => client.Personalities.ListAsync(new() { Language = "en", ProjectId = 742 })),
        new("Runs.EndCallAsync", "an id", (client, ids) => client.Runs.EndCallAsync(ids.Run)),
        new("Results.EndCallsAsync", "an id", (client, ids) => client.Results.EndCallsAsync(ids.Result)),
        new("Runs.OpenChatAsync", "an id", (client, ids) => client.Runs.OpenChatAsync(ids.Run)),
        new("Runs.GetChatTurnAsync", "a turn", (client, ids) => client.Runs.GetChatTurnAsync(ids.Run, 1)),
    ];

    private static ClientCall Listing<T>(string method, string variant, Func<CekuraClient, RunInHand, IAsyncEnumerable<T>> list) =>
        new(method, variant, async (client, ids) => _ = await list(client, ids).ToListAsync());
}
