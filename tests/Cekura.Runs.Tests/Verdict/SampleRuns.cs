using Cekura.Client;
using Cekura.Manifests.Manifest;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Tests.Verdict;

/// <summary>Runs of a clinic's front desk, built directly: reading them from JSON is the client's business.</summary>
internal static class SampleRuns
{
    public static readonly DashboardLink Dashboard = DashboardLink.ForProject(742);

    public static Run Passed { get; } =
        new()
        {
            Id = 5544,
            ResultId = 987,
            ResultName = "PR 417 text suite",
            ScenarioId = 2,
            ScenarioName = "Moves an existing appointment",
            PersonalityId = 3,
            PersonalityName = "Normal Male",
            AgentId = 123,
            AgentName = "Clinic front desk",
            Status = RunStatus.Completed,
            StatusText = "completed",
            Success = true,
            EvaluationStatus = EvaluationStatus.Success,
            ExpectedOutcome = ExpectedOutcomeOf(
                100,
                ("The agent books an appointment", Alignment.Yes),
                ("The agent reads back its date and time", Alignment.Yes)
            ),
            Metrics =
            [
                Binary("Expected Outcome", passes: true, "✅ The appointment was booked") with
                {
                    Id = 48,
                    VoceraDefinedMetricCode = "expected_outcome",
                },
                Binary("Confirms date and time", passes: true, "The agent read back 14 March, 10:30.") with
                {
                    Id = 55,
                },
                Binary("Greets by clinic name", passes: true, "The greeting named the clinic.") with
                {
                    Id = 56,
                },
            ],
            TranscriptTurns =
            [
                Turn(SpeakerRole.Caller, 0.4, 2.6, "Hi, I need to book an appointment."),
                Turn(SpeakerRole.Agent, 3.4, 7, "Northside Clinic, happy to help. What is your date of birth?"),
                Turn(SpeakerRole.Caller, 8, 9.9, "First of January 1990."),
                Turn(SpeakerRole.ToolCall, 10.6, 10.6, "") with
                {
                    ToolName = "find_patient",
                    ToolCallId = "call_1",
                    Arguments = """{"dob": "1990-01-01"}""",
                },
                Turn(SpeakerRole.ToolResult, 11.1, 11.1, "") with
                {
                    ToolName = "find_patient",
                    ToolCallId = "call_1",
                    ToolResult = """{"patient_id": 17, "name": "Alex"}""",
                },
                Turn(SpeakerRole.Agent, 12, 13.2, "All set, goodbye."),
            ],
            Duration = TimeSpan.FromSeconds(13),
            EndedReason = "main-agent-ended-call",
            Timestamp = new(2026, 8, 20, 10, 0, 0, TimeSpan.Zero),
            ExecutedAt = new(2026, 8, 20, 10, 0, 4, TimeSpan.Zero),
        };

    public static Run Failed { get; } =
        Passed with
        {
            Id = 5545,
            Success = false,
            EvaluationStatus = EvaluationStatus.Failure,
            ExpectedOutcome = Unmet,
            Metrics =
            [
                Binary("Expected Outcome", passes: false, "❌ The agent reads back its date and time") with
                {
                    Id = 48,
                    VoceraDefinedMetricCode = "expected_outcome",
                },
                Binary("Confirms date and time", passes: false, "The agent ended without reading back the new slot.") with
                {
                    Id = 55,
                },
                Binary("Greets by clinic name", passes: true, "The greeting named the clinic.") with
                {
                    Id = 56,
                },
            ],
        };

    public static Run NeedsReview { get; } =
        Passed with
        {
            Id = 5557,
            Success = false,
            EvaluationStatus = EvaluationStatus.Failure,
            ExpectedOutcome = Blocked,
            Metrics =
            [
                Binary("Expected Outcome", passes: false) with
                {
                    Score = 2.5,
                    ScoreNormalized = null,
                    VoceraDefinedMetricCode = "expected_outcome",
                },
            ],
        };

    public static Run Running { get; } =
        Passed with
        {
            Status = RunStatus.InProgress,
            StatusText = "in_progress",
            Success = null,
            EvaluationStatus = null,
            ExpectedOutcome = null,
            Metrics = [],
            Duration = null,
            EndedReason = null,
        };

    public static ExpectedOutcome Met => Passed.ExpectedOutcome!;

    public static ExpectedOutcome Unmet =>
        ExpectedOutcomeOf(0, ("The agent books an appointment", Alignment.Yes), ("The agent reads back its date and time", Alignment.No));

    public static ExpectedOutcome Blocked =>
        ExpectedOutcomeOf(
            50,
            ("The agent books an appointment", Alignment.Yes),
            ("The agent reads back its date and time", Alignment.Blocked)
        );

    public static CriticalCategory Critical { get; } =
        new()
        {
            CategoryId = 301,
            Category = "Identity not verified",
            Priority = "critical",
        };

    public static Run NotConnected(RunStatus status) =>
        Passed with
        {
            Status = status,
            StatusText = status.ToString().ToLowerInvariant(),
            Success = false,
            EvaluationStatus = EvaluationStatus.Failure,
            ExpectedOutcome = null,
            Metrics = [],
            TranscriptTurns = [],
            Duration = TimeSpan.Zero,
            EndedReason = null,
        };

    public static ExpectedOutcome ExpectedOutcomeOf(double? score, params (string Part, Alignment Aligned)[] parts) =>
        new()
        {
            Score = score,
            Alignments = [.. parts.Select(part => new OutcomeAlignment { PromptPart = part.Part, Aligned = part.Aligned })],
            Explanation = [.. parts.Select(part => $"{Mark(part.Aligned)} {part.Part}")],
        };

    public static RunMetric Binary(string name, bool passes, params string[] explanation) =>
        new()
        {
            Name = name,
            Type = "binary_workflow_adherence",
            Score = passes ? 5 : 0,
            ScoreNormalized = passes ? 1 : 0,
            Explanation = explanation,
        };

    public static RubricEntry Rubric(string name, string value, string conditions, bool? passed = false) =>
        new()
        {
            MetricName = name,
            Value = value,
            Conditions = conditions,
            Passed = passed,
        };

    public static TranscriptTurn Turn(SpeakerRole role, double start, double end, string content) =>
        new()
        {
            Role = role,
            Start = TimeSpan.FromSeconds(start),
            End = TimeSpan.FromSeconds(end),
            Content = content,
        };

    public static RunVerdict Judge(Run run, VerdictRules? rules = null, WatchEnd? state = null) =>
        new RunJudge(rules ?? new(), Dashboard).Judge(run, [], state ?? WatchEnd.Settled);

    public static MetricExpectation Expect(string metric, string expression) =>
        MetricExpectation.TryParse(metric, expression, new("cekura.json", 9, 5), out var expectation)
            ? expectation
            : throw new ArgumentException(expression, nameof(expression));

    private static string Mark(Alignment aligned) =>
        aligned switch
        {
            Alignment.Yes => "✅",
            Alignment.No => "❌",
            _ => "🟡",
        };
}
