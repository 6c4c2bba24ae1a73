using Cekura.Client;

namespace Cekura.Contract.Tests;

public sealed class StartAnswers
{
    private static readonly DateTimeOffset WindowCloses = new(2026, 6, 24, 10, 52, 30, TimeSpan.Zero);

    internal static readonly Dictionary<string, StartedResult> Expected = new(StringComparer.Ordinal)
    {
        ["start-text.json"] = Started(
            987,
            "PR 417 text suite",
            RunStatus.InProgress,
            [
                Run(5544, RunStatus.Pending, 1, Clinic.Books),
                Run(5545, RunStatus.Pending, 2, Clinic.Moves),
                Run(5546, RunStatus.Pending, 3, Clinic.AsksForHuman),
            ]
        ),
        ["start-text-multiplied.json"] = Started(
            988,
            "Personality sweep",
            RunStatus.Pending,
            [
                .. Enumerable.Range(0, 4).Select(i => Run(5600 + i, RunStatus.Pending, 1, Clinic.Books)),
                .. Enumerable.Range(4, 4).Select(i => Run(5600 + i, RunStatus.Pending, 2, Clinic.Moves)),
            ]
        ),
        ["start-legacy-envelope.json"] = Started(987, null, RunStatus.InProgress, []),
        ["start-voice-inbound.json"] = Started(
            167,
            null,
            RunStatus.Pending,
            [
                Run(274, RunStatus.Unknown, 1, null) with
                {
                    InboundNumber = "+11234567890",
                },
                Run(273, RunStatus.Unknown, 2, null) with
                {
                    InboundNumber = "+11234567891",
                },
            ]
        ),
        ["start-voice-outbound.json"] = Started(
            167,
            null,
            RunStatus.Pending,
            [
                Run(274, RunStatus.Unknown, 1, null) with
                {
                    Number = "+11234567890",
                    OutboundDialWindowClosesAt = WindowCloses,
                },
                Run(273, RunStatus.Unknown, 2, null) with
                {
                    Number = "+11234567891",
                    OutboundDialWindowClosesAt = WindowCloses,
                },
            ]
        ),
        ["start-chirp.json"] = Started(
            16870,
            "Chirp Test Run",
            RunStatus.InProgress,
            [Run(34625, RunStatus.InProgress, 11547, "Customer Support Scenario")]
        ),
        ["start-livekit-v2.json"] = Started(
            990,
            "LiveKit nightly",
            RunStatus.InProgress,
            [Run(5801, RunStatus.InProgress, 101, "Refund happy path"), Run(5802, RunStatus.InProgress, 102, "Order status")]
        ),
        ["start-websocket.json"] = Started(
            989,
            null,
            RunStatus.Pending,
            [Run(5701, RunStatus.Pending, 101, "Refund happy path"), Run(5702, RunStatus.Pending, 102, "Order status")]
        ),
        ["start-api-chat.json"] = Started(654, "API chat", RunStatus.Pending, [Run(987, RunStatus.InQueue, 456, "Order status")]),
        ["start-email-inbound.json"] = Started(
            453,
            null,
            RunStatus.InProgress,
            [Run(22019, RunStatus.InProgress, 102, "Customer support scenario")]
        ),
        ["start-email-outbound.json"] = Started(
            454,
            null,
            RunStatus.InProgress,
            [Run(22020, RunStatus.InProgress, 201, "Outreach scenario")]
        ),
    };

    public static TheoryData<string> Files => [.. Expected.Keys];

    [ContractTheory]
    [MemberData(nameof(Files))]
    public async Task The_answer_of_a_start_is_read_with_its_runs(string file)
    {
        var started = await Examples.ReadAsync(file, client => client.Scenarios.RunTextAsync(new() { ScenarioIds = [1] }), status: 201);

        Assert.Equivalent(Expected[file], started with { Source = default }, strict: true);
        Assert.Equal(Examples.Json(file).GetRawText(), started.Source.GetRawText());
        Assert.Equal(Expected[file].Runs, started.Runs);
    }

    private static StartedResult Started(long id, string? name, RunStatus status, StartedRun[] runs) =>
        new()
        {
            Id = id,
            Name = name,
            Status = status,
            Runs = runs,
        };

    private static StartedRun Run(long id, RunStatus status, long scenario, string? name) =>
        new()
        {
            Id = id,
            Status = status,
            ScenarioId = scenario,
            ScenarioName = name,
        };
}
