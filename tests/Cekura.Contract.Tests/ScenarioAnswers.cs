using Cekura.Client;
using Cekura.Testing;

namespace Cekura.Contract.Tests;

public sealed class ScenarioAnswers
{
    internal static readonly string[] Files =
    [
        "scenarios-list-page1.json",
        "scenarios-list-page2.json",
        "scenario-detail-conditional.json",
        "scenario-detail-instruction.json",
        "personalities.json",
    ];

    private static readonly Scenario Books = new()
    {
        Id = 1,
        Name = Clinic.Books,
        AgentId = 123,
        PersonalityId = 3,
        PersonalityName = "Normal Male",
        ScenarioType = "instruction",
        FolderPath = "Booking.Happy",
        Tags = ["smoke", "booking"],
        ExpectedOutcomePrompt = "The agent books an appointment and reads back its date and time.",
    };

    private static readonly Scenario Moves = Books with
    {
        Id = 2,
        Name = Clinic.Moves,
        ScenarioType = "conditional_actions",
        FolderPath = "Booking.Changes",
        Tags = ["smoke"],
    };

    private static readonly Scenario AsksForHuman = Books with
    {
        Id = 3,
        Name = Clinic.AsksForHuman,
        FolderPath = null,
        Tags = ["regression"],
    };

    [ContractFact]
    public async Task The_scenarios_list_is_read_over_its_pages()
    {
        using var service = new ScriptedHandler()
            .Answer(Examples.Text("scenarios-list-page1.json"))
            .Answer(Examples.Text("scenarios-list-page2.json"));

        var scenarios = await Examples.CallAsync(service, async client =>
            await client.Scenarios.ListAsync(new ScenarioQuery { AgentId = 123, PageSize = 2 }).ToListAsync()
        );

        Assert.Equivalent(new[] { Books, Moves, AsksForHuman }, scenarios.Select(Plain), strict: true);
        Assert.Equal("Books a new appointment", scenarios[0].Source.GetProperty("name").GetString());
        Assert.Equal("https://api.cekura.ai/test_framework/v1/scenarios/?agent_id=123&page=2&page_size=2", service.Requests[1].Address);
    }

    [ContractFact]
    public async Task A_scenario_with_instructions_is_read() =>
        Assert.Equivalent(
            Books,
            Plain(await Examples.ReadAsync("scenario-detail-instruction.json", client => client.Scenarios.GetAsync(1))),
            strict: true
        );

    [ContractFact]
    public async Task A_scenario_with_conditional_actions_is_read() =>
        Assert.Equivalent(
            Moves,
            Plain(await Examples.ReadAsync("scenario-detail-conditional.json", client => client.Scenarios.GetAsync(2))),
            strict: true
        );

    [ContractFact]
    public async Task Personalities_are_read() =>
        Assert.Equal(
            [
                new()
                {
                    Id = 3,
                    Name = "Normal Male",
                    Language = "en",
                },
                new()
                {
                    Id = 29,
                    Name = "Interrupter",
                    Language = "en",
                },
                new()
                {
                    Id = 912,
                    Name = "Night-shift caller",
                    Language = "en",
                    ProjectId = 742,
                },
            ],
            (await Examples.ReadAsync("personalities.json", client => client.Personalities.ListAsync().ToListAsync().AsTask())).Select(
                personality => personality with { Source = default }
            )
        );

    private static Scenario Plain(Scenario scenario) => scenario with { Source = default };
}
