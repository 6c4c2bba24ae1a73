using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.NUnit.Tests;

/// <summary>A finished conversation in which an appointment is booked.</summary>
internal static class Sample
{
    public static ScenarioCase Case { get; } =
        new()
        {
            FullyQualifiedName = "Clinic.Book.Normal_Male",
            DisplayName = "Book an appointment [Normal Male]",
            ScenarioId = 101,
            ScenarioName = "Book an appointment",
            PersonalityId = 3,
            PersonalityName = "Normal Male",
            Mode = "text",
            Location = new SourceLocation("/project/BookingTests.cs", 14, 1),
        };

    public static IReadOnlyList<TranscriptTurn> Turns { get; } =
    [
        Said(SpeakerRole.Agent, "How can I help you?", 0.1, 0.4),
        Said(SpeakerRole.Caller, "I want an appointment on May 4th.", 1, 1.5),
        Called("find_patient", """{"name":"Maria Lopez"}"""),
        Said(SpeakerRole.Agent, "May 4th at 10:30 is free. Shall I book it?", 2.5, 3),
        Said(SpeakerRole.Caller, "Yes, please.", 3.5, 4),
        Called("book_slot", """{"date":"2026-05-05","time":"10:30","guests":2,"urgent":false}"""),
        Said(SpeakerRole.Agent, "It is confirmed. \u001b[31mGoodbye!", 4.25, 5),
    ];

    public static CekuraRun Run(bool success = true, IReadOnlyList<TranscriptTurn>? turns = null, params RunMetric[] metrics) =>
        Of(Full(1, success, turns ?? Turns, metrics));

    public static CekuraRun Of(params Run[] runs) =>
        CekuraRun.Of(
            Case,
            new CaseJudge(new()).Aggregate([.. runs.Select(run => new RunJudge(new()).Judge(run, [], WatchEnd.Settled))], null),
            DashboardLink.ForProject(742)
        );

    public static Run Full(long id, bool success, IReadOnlyList<TranscriptTurn>? turns = null, params RunMetric[] metrics) =>
        new()
        {
            Id = id,
            ResultId = 987,
            Status = RunStatus.Completed,
            Success = success,
            Metrics =
                metrics.Length > 0
                    ? metrics
                    :
                    [
                        new RunMetric
                        {
                            Id = 55,
                            Name = "Confirms date and time",
                            Type = "binary_workflow_adherence",
                            Score = success ? 5 : 0,
                            Explanation = success ? [] : ["The wrong day was booked."],
                        },
                        new RunMetric
                        {
                            Id = 60,
                            Name = "Latency (in ms)",
                            Type = "numeric",
                            Score = 812.5,
                        },
                        new RunMetric
                        {
                            Id = 62,
                            Name = "Call result",
                            Type = "enum",
                            Label = "booked",
                        },
                        new RunMetric
                        {
                            Id = 63,
                            Name = "Handover",
                            Type = "binary_workflow_adherence",
                            TriggerFailed = true,
                        },
                    ],
            TranscriptTurns = turns ?? Turns,
            Duration = TimeSpan.FromSeconds(5),
        };

    public static TranscriptTurn Said(SpeakerRole role, string text, double start, double end) =>
        new()
        {
            Role = role,
            Content = text,
            Start = TimeSpan.FromSeconds(start),
            End = TimeSpan.FromSeconds(end),
        };

    public static TranscriptTurn Called(string name, string arguments) =>
        new()
        {
            Role = SpeakerRole.ToolCall,
            ToolName = name,
            Arguments = arguments,
        };
}
