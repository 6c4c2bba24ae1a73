using Cekura.Client;

namespace Cekura.Contract.Tests;

public sealed class RunAnswers
{
    internal static readonly Dictionary<string, Run> Expected = new(StringComparer.Ordinal)
    {
        ["run-passed.json"] = Clinic.Passed,
        ["run-expected-outcome-sync.json"] = Clinic.Passed,
        ["run-failed.json"] = Clinic.Failed,
        ["run-timed-out.json"] = Clinic.TimedOut,
        ["run-passed-voice.json"] = Clinic.Passed with
        {
            Id = 5547,
            Duration = TimeSpan.FromSeconds(70),
            RecordingUrl = "https://example.com/audio/recording.wav",
            InboundNumber = "+14155550123",
            RunType = "Voice",
            TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
        },
        ["run-infrastructure-failure.json"] = Clinic.NothingSaid with
        {
            Id = 5548,
            ScenarioId = 42,
            ScenarioName = Clinic.WrongBirthDate,
            Status = RunStatus.Failed,
            StatusText = "failed",
            ErrorMessage = Clinic.NoHandshake,
            EndedReason = "Testing agent-did-not-connect",
            ExecutedAt = null,
        },
        ["run-cancelled.json"] = Clinic.NothingSaid with
        {
            Id = 5549,
            ScenarioId = 3,
            ScenarioName = Clinic.AsksForHuman,
            Status = RunStatus.Cancelled,
            StatusText = "cancelled",
            EndedReason = "run-cancelled-by-user",
        },
        ["run-in-progress.json"] = Clinic.Going,
        ["run-evaluating.json"] = Clinic.Passed with
        {
            Id = 5551,
            Status = RunStatus.Evaluating,
            StatusText = "evaluating",
            Success = null,
            EvaluationStatus = null,
            ExpectedOutcome = null,
            Metrics = [],
        },
        ["run-completed-unsettled.json"] = Clinic.Passed with
        {
            Id = 5552,
            Success = null,
            EvaluationStatus = null,
            ExpectedOutcome = null,
            Metrics = [Clinic.Confirms],
        },
        ["run-all-metric-types.json"] = Clinic.Passed with
        {
            Id = 5553,
            Metrics =
            [
                Clinic.OutcomeMetric,
                Clinic.Confirms,
                Clinic.Greets,
                new()
                {
                    Id = 57,
                    Name = "No medical advice",
                    Type = "binary_qualitative",
                    Score = 5,
                    ScoreNormalized = 1,
                    Explanation = ["None was given."],
                },
                new()
                {
                    Id = 58,
                    Name = "Infrastructure Issues",
                    Type = "binary",
                    Score = 5,
                    ScoreNormalized = 1,
                    Explanation = ["No issues found."],
                    FunctionName = "check_infrastructure_issues",
                    VoceraDefinedMetricCode = "infrastructure_issues",
                },
                new()
                {
                    Id = 59,
                    Name = "Empathy",
                    Type = "continuous_qualitative",
                    Score = 80,
                    Explanation = ["Warm tone, one curt reply."],
                },
                new()
                {
                    Id = 60,
                    Name = "Latency (in ms)",
                    Type = "numeric",
                    Score = 1240.5,
                    Explanation = ["Mean of 6 turns."],
                    FunctionName = "get_latency",
                    VoceraDefinedMetricCode = "latency",
                },
                new()
                {
                    Id = 61,
                    Name = "Interruption Score",
                    Type = "rating",
                    Score = 4.5,
                    ScoreNormalized = 0.9,
                    Explanation = ["One overlap of 0.4 s."],
                },
                Clinic.Sentiment,
                new()
                {
                    Id = 63,
                    Name = "Voicemail handled",
                    Type = "binary_workflow_adherence",
                    TriggerFailed = true,
                    Explanation = ["Not applicable: no voicemail was reached."],
                },
                new()
                {
                    Id = 64,
                    Name = "Reads back phone number",
                    Type = "binary_workflow_adherence",
                    EvalType = "binary",
                    Passed = true,
                    Score = 5,
                    Explanation = ["All ten digits were repeated."],
                },
            ],
        },
        ["run-critical-categories.json"] = Clinic.Passed with
        {
            Id = 5554,
            ScenarioId = 42,
            ScenarioName = Clinic.WrongBirthDate,
            Success = false,
            EvaluationStatus = EvaluationStatus.Failure,
            ExpectedOutcome = Clinic.Unmet,
            Metrics =
            [
                Clinic.OutcomeMetricFailed with
                {
                    Explanation = ["❌ Identity was not verified"],
                },
                new()
                {
                    Id = 65,
                    Name = "Workflow deviations",
                    Type = "binary_workflow_adherence",
                    Score = 0,
                    ScoreNormalized = 0,
                    Explanation = ["Identity check skipped."],
                    FunctionName = "check_critical_deviations",
                },
            ],
            CriticalCategories =
            [
                new()
                {
                    CategoryId = 301,
                    Category = "Identity not verified",
                    Deviation = 2,
                    Feedback = "",
                    Priority = "critical",
                },
                new()
                {
                    CategoryId = 302,
                    Category = "Small talk cut short",
                    Deviation = 1,
                    Feedback = "",
                    Priority = "non-critical",
                },
                new()
                {
                    CategoryId = 303,
                    Category = "Unknown branch",
                    Deviation = 1,
                    WronglyMarked = true,
                    Feedback = "The branch is allowed",
                    Priority = "critical",
                },
                new()
                {
                    CategoryId = 304,
                    Category = "Spelling",
                    Deviation = 0,
                    Feedback = "",
                    Priority = "not_a_bug",
                },
            ],
        },
        ["run-rubric-failed.json"] = Clinic.Passed with
        {
            Id = 5555,
            Success = false,
            EvaluationStatus = EvaluationStatus.Failure,
            Metrics =
            [
                Clinic.OutcomeMetric,
                Clinic.Confirms,
                new()
                {
                    Id = 60,
                    Name = "Latency (in ms)",
                    Type = "numeric",
                    Score = 2480,
                    Explanation = ["Mean of 6 turns."],
                    VoceraDefinedMetricCode = "latency",
                },
                Clinic.Sentiment,
            ],
            Rubric =
            [
                new()
                {
                    MetricId = 55,
                    MetricName = "Confirms date and time",
                    Value = "5",
                    Explanation = ["The agent read back 14 March, 10:30."],
                    Passed = true,
                    Conditions = "score gte 5",
                },
                new()
                {
                    MetricId = 60,
                    MetricName = "Latency (in ms)",
                    Value = "2480.0",
                    Explanation = ["Mean of 6 turns."],
                    Passed = false,
                    Conditions = "score lte 2000",
                },
                new()
                {
                    MetricId = 62,
                    MetricName = "Sentiment",
                    Value = "positive",
                    Explanation = ["The caller thanked the agent."],
                    Passed = true,
                    Conditions = "enum in ['positive', 'neutral']",
                },
            ],
        },
        ["run-rubric-passed-metric-failed.json"] = Clinic.Passed with
        {
            Id = 5556,
            Metrics =
            [
                Clinic.OutcomeMetric,
                Clinic.Confirms,
                new()
                {
                    Id = 66,
                    Name = "Offers a follow-up",
                    Type = "binary_adherence",
                    Score = 0,
                    ScoreNormalized = 0,
                    Explanation = ["Not offered."],
                },
            ],
            Rubric =
            [
                new()
                {
                    MetricId = 55,
                    MetricName = "Confirms date and time",
                    Value = "5",
                    Explanation = ["The agent read back 14 March, 10:30."],
                    Passed = true,
                    Conditions = "score gte 5",
                },
            ],
        },
        ["run-needs-review.json"] = Clinic.Passed with
        {
            Id = 5557,
            ScenarioId = 2,
            ScenarioName = Clinic.Moves,
            Success = false,
            EvaluationStatus = EvaluationStatus.Failure,
            EndedReason = "testing-agent-ended-call",
            ExpectedOutcome = new()
            {
                Score = 50,
                Explanation = ["✅ The agent books an appointment", "🟡 The agent reads back its date and time"],
                Alignments =
                [
                    new()
                    {
                        Outcome = "A slot was booked",
                        PromptPart = "The agent books an appointment",
                        Aligned = Alignment.Yes,
                    },
                    new()
                    {
                        Outcome = "The caller hung up before the agent could do so",
                        PromptPart = "The agent reads back its date and time",
                        Aligned = Alignment.Blocked,
                    },
                ],
            },
            Metrics =
            [
                new()
                {
                    Id = 48,
                    Name = "Expected Outcome",
                    Type = "binary_workflow_adherence",
                    Score = 2.5,
                    Explanation = ["🟡 The agent reads back its date and time"],
                },
                Clinic.Greets,
            ],
        },
        ["run-reviewed-success.json"] = Clinic.Passed with
        {
            Id = 5558,
            ScenarioId = 2,
            ScenarioName = Clinic.Moves,
            Success = false,
            EvaluationStatus = EvaluationStatus.ReviewedSuccess,
            IsReviewed = true,
            Feedback = "The read-back happened in the SMS.",
            ExpectedOutcome = Clinic.Unmet,
            Metrics = [Clinic.OutcomeMetricFailed, Clinic.ConfirmsFailed],
        },
        ["run-reviewed-failure.json"] = Clinic.Passed with
        {
            Id = 5559,
            EvaluationStatus = EvaluationStatus.ReviewedFailure,
            IsReviewed = true,
            Feedback = "It booked the wrong doctor.",
        },
        ["run-no-metrics.json"] = Clinic.Passed with { Id = 5560, ExpectedOutcome = null, Metrics = [] },
        ["run-scenario-deleted.json"] = Clinic.Passed with { Id = 5561, ScenarioId = null, ScenarioName = "Scenario Deleted" },
        ["run-encrypted-transcript.json"] = Clinic.Passed with
        {
            Id = 5562,
            Transcript = "",
            TranscriptTurns = [],
            TranscriptEncrypted = true,
        },
    };

    public static TheoryData<string> Files => [.. Expected.Keys];

    [ContractTheory]
    [MemberData(nameof(Files))]
    public async Task A_run_is_read_in_full(string file)
    {
        var run = await Examples.ReadAsync(file, client => client.Runs.GetAsync(1));

        Same.Run(Expected[file], run);
        Assert.Equal(Examples.Json(file).GetRawText(), run.Source.GetRawText());
    }

    [ContractFact]
    public async Task A_run_keeps_its_free_form_parts()
    {
        var run = await Examples.ReadAsync("run-all-metric-types.json", client => client.Runs.GetAsync(5553));

        Assert.Equal("main-agent-ended-call", run.Metadata!.Value.GetProperty("ended_reason").GetString());
        var latency = Assert.Single(run.Metrics, metric => metric.Name == "Latency (in ms)");
        Assert.Equal(1820, latency.Extra!.Value.GetProperty("percentiles").GetProperty("p95").GetDouble());
    }
}
