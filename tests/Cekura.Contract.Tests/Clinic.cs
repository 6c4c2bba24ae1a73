using Cekura.Client;

namespace Cekura.Contract.Tests;

/// <summary>The parts that many examples share: one imaginary clinic, one conversation, two outcomes.</summary>
internal static class Clinic
{
    public const string Books = "Books a new appointment";
    public const string Moves = "Moves an existing appointment";
    public const string AsksForHuman = "Asks for a human";
    public const string WrongBirthDate = "Gives a wrong date of birth";
    public const string NoCall = "No call was received within the outbound dial window.";
    public const string NoHandshake = "WebSocket handshake failed: server answered HTTP 503";

    private const string Opening = """
        [00:00] Testing Agent: Hi, I need to book an appointment.
        [00:03] Main Agent: Northside Clinic, happy to help. What is your date of birth?

        """;

    private const string Search = """
        [00:08] Testing Agent: First of January 1990.
        [00:10] Function Call: {"id": "call_5otWH44d", "name": "find_patient", "arguments": "{\"dob\": \"1990-01-01\"}"}
        [00:11] Function Call Result: {"id": "call_5otWH44d", "name": "find_patient", "result": "{\"patient_id\": 17, \"name\": \"Alex\"}"}

        """;

    public static readonly DateTimeOffset Created = new DateTimeOffset(2026, 8, 20, 10, 0, 0, TimeSpan.Zero).AddMilliseconds(120);
    public static readonly DateTimeOffset Executed = new DateTimeOffset(2026, 8, 20, 10, 0, 4, TimeSpan.Zero).AddMilliseconds(310);
    public static readonly DateTimeOffset Updated = new(2026, 8, 20, 10, 5, 12, TimeSpan.Zero);
    public static readonly DateTimeOffset WindowCloses = new(2026, 8, 20, 10, 5, 5, TimeSpan.Zero);

    public static readonly RunMetric OutcomeMetric = new()
    {
        Id = 48,
        Name = "Expected Outcome",
        Type = "binary_workflow_adherence",
        Score = 5,
        ScoreNormalized = 1,
        Explanation = ["✅ The appointment was booked"],
        FunctionName = "get_expected_outcome",
        VoceraDefinedMetricCode = "expected_outcome",
    };

    public static readonly RunMetric OutcomeMetricFailed = OutcomeMetric with
    {
        Score = 0,
        ScoreNormalized = 0,
        Explanation = ["❌ The agent reads back its date and time"],
    };

    public static readonly RunMetric Confirms = new()
    {
        Id = 55,
        Name = "Confirms date and time",
        Type = "binary_workflow_adherence",
        Score = 5,
        ScoreNormalized = 1,
        Explanation = ["The agent read back 14 March, 10:30."],
    };

    public static readonly RunMetric ConfirmsFailed = Confirms with
    {
        Score = 0,
        ScoreNormalized = 0,
        Explanation = ["The agent ended without reading back the new slot."],
    };

    public static readonly RunMetric Greets = new()
    {
        Id = 56,
        Name = "Greets by clinic name",
        Type = "binary_adherence",
        Score = 5,
        ScoreNormalized = 1,
        Explanation = ["The greeting named the clinic."],
    };

    public static readonly RunMetric Sentiment = new()
    {
        Id = 62,
        Name = "Sentiment",
        Type = "enum",
        Label = "positive",
        Explanation = ["The caller thanked the agent."],
    };

    public static readonly ExpectedOutcome Met = new()
    {
        Score = 100,
        Explanation = ["✅ The agent books an appointment", "✅ The agent reads back its date and time"],
        Alignments =
        [
            new()
            {
                Outcome = "A slot on 14 March was booked",
                PromptPart = "The agent books an appointment",
                Aligned = Alignment.Yes,
            },
            new()
            {
                Outcome = "It said 14 March, 10:30",
                PromptPart = "The agent reads back its date and time",
                Aligned = Alignment.Yes,
            },
        ],
    };

    public static readonly ExpectedOutcome Unmet = new()
    {
        Score = 0,
        Explanation = ["✅ The agent books an appointment", "❌ The agent reads back its date and time"],
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
                Outcome = "The call ended without a read-back",
                PromptPart = "The agent reads back its date and time",
                Aligned = Alignment.No,
            },
        ],
    };

    public static readonly TranscriptTurn[] Conversation =
    [
        Says(SpeakerRole.Caller, "Hi, I need to book an appointment.", 0.4, 2.6),
        Says(SpeakerRole.Agent, "Northside Clinic, happy to help. What is your date of birth?", 3.4, 7),
        Says(SpeakerRole.Caller, "First of January 1990.", 8, 9.9),
        Tool(SpeakerRole.ToolCall, "Function Call", 10.6) with
        {
            Arguments = """{"dob": "1990-01-01"}""",
        },
        Tool(SpeakerRole.ToolResult, "Function Call Result", 11.1) with
        {
            ToolResult = """{"patient_id": 17, "name": "Alex"}""",
        },
        Says(SpeakerRole.Agent, "I can offer Saturday 14 March at 10:30.", 12.2, 15),
        Says(SpeakerRole.Caller, "That works, thank you.", 15.9, 17),
        Says(SpeakerRole.Agent, "Booked: 14 March, 10:30. Goodbye.", 17.8, 20.4),
    ];

    public static readonly TranscriptTurn[] ShortConversation =
    [
        .. Conversation[..5],
        Says(SpeakerRole.Agent, "All set, goodbye.", 12, 13.2),
    ];

    public static readonly Run Passed = new()
    {
        Id = 5544,
        ResultId = 987,
        ResultName = "PR 417 text suite",
        ScenarioId = 1,
        ScenarioName = Books,
        PersonalityId = 3,
        PersonalityName = "Normal Male",
        TestProfileId = 7,
        TestProfileName = "Alex",
        AgentId = 123,
        AgentName = "Clinic front desk",
        Status = RunStatus.Completed,
        StatusText = "completed",
        Success = true,
        EvaluationStatus = EvaluationStatus.Success,
        Feedback = "",
        ErrorMessage = "",
        ExpectedOutcome = Met,
        Metrics = [OutcomeMetric, Confirms, Greets],
        Transcript =
            Opening
            + Search
            + """
                [00:12] Main Agent: I can offer Saturday 14 March at 10:30.
                [00:15] Testing Agent: That works, thank you.
                [00:17] Main Agent: Booked: 14 March, 10:30. Goodbye.

                """,
        TranscriptTurns = Conversation,
        Duration = TimeSpan.FromSeconds(20),
        EndedReason = "main-agent-ended-call",
        Timestamp = Created,
        ExecutedAt = Executed,
        RunType = "WebSocket",
    };

    public static readonly Run Failed = Passed with
    {
        Id = 5545,
        ScenarioId = 2,
        ScenarioName = Moves,
        Success = false,
        EvaluationStatus = EvaluationStatus.Failure,
        ExpectedOutcome = Unmet,
        Metrics = [OutcomeMetricFailed, ConfirmsFailed, Greets],
        Transcript = Opening + Search + "[00:12] Main Agent: All set, goodbye.\n",
        TranscriptTurns = ShortConversation,
        Duration = TimeSpan.FromSeconds(13),
    };

    public static readonly Run NothingSaid = Passed with
    {
        Success = false,
        EvaluationStatus = EvaluationStatus.Failure,
        ExpectedOutcome = null,
        Metrics = [],
        Transcript = "",
        TranscriptTurns = [],
        Duration = TimeSpan.Zero,
    };

    public static readonly Run TimedOut = NothingSaid with
    {
        Id = 5546,
        ScenarioId = 3,
        ScenarioName = AsksForHuman,
        Status = RunStatus.Timeout,
        StatusText = "timeout",
        ErrorMessage = NoCall,
        EndedReason = "Main agent-did-not-answer",
        OutboundNumber = "+14155550177",
        OutboundDialWindowClosesAt = WindowCloses,
        RunType = "Voice",
    };

    public static readonly Run Going = Passed with
    {
        Id = 5550,
        Status = RunStatus.InProgress,
        StatusText = "in_progress",
        Success = null,
        EvaluationStatus = null,
        ExpectedOutcome = null,
        Metrics = [],
        Transcript = Opening,
        TranscriptTurns = Conversation[..2],
        Duration = null,
        EndedReason = null,
    };

    /// <summary>The run as a result shows it: without ids of its neighbours, text and reason of its end.</summary>
    public static Run InResult(Run run) =>
        run with
        {
            ResultId = null,
            ResultName = null,
            PersonalityId = null,
            TestProfileId = null,
            TestProfileName = null,
            AgentId = null,
            AgentName = null,
            Feedback = null,
            Transcript = null,
            EndedReason = null,
            OutboundDialWindowClosesAt = null,
            RunType = null,
        };

    /// <summary>The run as the runs list shows it.</summary>
    public static Run InList(Run run) =>
        run with
        {
            ResultName = null,
            TestProfileId = null,
            Feedback = null,
            Transcript = null,
            TranscriptTurns = [],
        };

    private static TranscriptTurn Says(SpeakerRole role, string text, double start, double end) =>
        new()
        {
            Role = role,
            RoleText = role == SpeakerRole.Caller ? "Testing Agent" : "Main Agent",
            Content = text,
            Start = TimeSpan.FromSeconds(start),
            End = TimeSpan.FromSeconds(end),
        };

    private static TranscriptTurn Tool(SpeakerRole role, string roleText, double at) =>
        new()
        {
            Role = role,
            RoleText = roleText,
            Start = TimeSpan.FromSeconds(at),
            End = TimeSpan.FromSeconds(at),
            ToolCallId = "call_5otWH44d",
            ToolName = "find_patient",
        };
}
