using Cekura.Client;

namespace Cekura.Contract.Tests;

public sealed class ResultAnswers
{
    private static readonly Run NotConnected = Clinic.InResult(Clinic.NothingSaid) with
    {
        Status = RunStatus.Failed,
        StatusText = "failed",
        ErrorMessage = Clinic.NoHandshake,
        ExecutedAt = null,
    };

    internal static readonly Dictionary<string, Result> Expected = new(StringComparer.Ordinal)
    {
        ["result-detail-all-passed.json"] = Result(
            991,
            RunStatus.Completed,
            (3, 3, 3, 0),
            [
                Clinic.InResult(Clinic.Passed),
                Clinic.InResult(Clinic.Passed) with
                {
                    Id = 5563,
                    ScenarioId = 2,
                    ScenarioName = Clinic.Moves,
                },
                Clinic.InResult(Clinic.Passed) with
                {
                    Id = 5564,
                    ScenarioId = 3,
                    ScenarioName = Clinic.AsksForHuman,
                },
            ]
        ),
        ["result-detail-completed-mixed.json"] = Result(
            987,
            RunStatus.Completed,
            (3, 2, 1, 1),
            [Clinic.InResult(Clinic.Passed), Clinic.InResult(Clinic.Failed), Clinic.InResult(Clinic.TimedOut)]
        ),
        ["result-detail-in-progress.json"] = Result(
            987,
            RunStatus.InProgress,
            (3, 1, 1, 0),
            [
                Clinic.InResult(Clinic.Passed),
                Clinic.InResult(Clinic.Going) with
                {
                    ScenarioId = 2,
                    ScenarioName = Clinic.Moves,
                    Duration = TimeSpan.FromSeconds(20),
                },
                Clinic.InResult(Clinic.Going) with
                {
                    Id = 5551,
                    ScenarioId = 3,
                    ScenarioName = Clinic.AsksForHuman,
                    Status = RunStatus.InQueue,
                    StatusText = "in_queue",
                    TranscriptTurns = [],
                    Duration = TimeSpan.Zero,
                    ExecutedAt = null,
                },
            ]
        ),
        ["result-detail-failed-infrastructure.json"] = Result(
            992,
            RunStatus.Failed,
            (2, 0, 0, 0),
            [NotConnected with { Id = 5548, ScenarioId = 42, ScenarioName = Clinic.WrongBirthDate }, NotConnected with { Id = 5565 }]
        ),
        ["result-detail-timeout.json"] = Result(993, RunStatus.Timeout, (1, 0, 0, 0), [Clinic.InResult(Clinic.TimedOut)]) with
        {
            RunType = "Voice",
        },
        ["result-detail-cancelled.json"] = Result(
            994,
            RunStatus.Cancelled,
            (1, 0, 0, 0),
            [
                Clinic.InResult(Clinic.NothingSaid) with
                {
                    Id = 5549,
                    ScenarioId = 3,
                    ScenarioName = Clinic.AsksForHuman,
                    Status = RunStatus.Cancelled,
                    StatusText = "cancelled",
                },
            ]
        ),
        ["result-detail-string-counts.json"] = Result(995, RunStatus.Completed, (1, 1, 1, 0), [Clinic.InResult(Clinic.Passed)]),
    };

    public static TheoryData<string> Files => [.. Expected.Keys];

    [ContractTheory]
    [MemberData(nameof(Files))]
    public async Task A_result_is_read_with_its_runs(string file)
    {
        var result = await Examples.ReadAsync(file, client => client.Results.GetAsync(Expected[file].Id));

        Assert.Equivalent(Expected[file] with { Runs = [] }, result with { Runs = [], Source = default }, strict: true);
        Assert.Equal(Examples.Json(file).GetRawText(), result.Source.GetRawText());
        Same.Runs(Expected[file].Runs, result.Runs);
    }

    private static Result Result(long id, RunStatus status, (int Total, int Completed, int Success, int Failed) counts, Run[] runs) =>
        new()
        {
            Id = id,
            Name = "PR 417 text suite",
            AgentId = 123,
            AgentName = "Clinic front desk",
            Status = status,
            Runs = runs,
            TotalRunsCount = counts.Total,
            CompletedRunsCount = counts.Completed,
            SuccessRunsCount = counts.Success,
            FailedRunsCount = counts.Failed,
            RunType = "WebSocket",
            CreatedAt = Clinic.Created,
            UpdatedAt = Clinic.Updated,
        };
}
