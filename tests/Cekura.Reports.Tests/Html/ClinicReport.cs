using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Runs.History;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Html;

/// <summary>The report that the documentation shows: a clinic's front desk on the phone, after a change that broke two things.</summary>
internal static class ClinicReport
{
    private const string SlotTaken = "The agent never promises a slot that is taken";
    private const string Moves = "The agent moves it to Thursday at 3:00 PM";

    private static readonly string[] Personalities = ["Patient caller", "In a hurry", "Hard of hearing"];

    private static readonly (string Folder, string Name)[] Scenarios =
    [
        ("Booking", "Book an appointment"),
        ("Booking", "Change the time before it is booked"),
        ("Booking", "Ask for a time when the clinic is closed"),
        ("Booking", "Mistype the date of birth"),
        ("Changes", "Move an appointment"),
        ("Changes", "Move to a time that is taken"),
        ("Changes", "Cancel an appointment"),
        ("Handover", "Ask for a person"),
    ];

    public static SampleReport Fill(SampleReport report)
    {
        var earlier = RunHistory.Of(Enumerable.Range(1, 6).Select(Nightly));
        report.Report.Earlier = Task.FromResult(earlier);
        report.Report.Plan(
            Scenarios
                .Index()
                .SelectMany(row => Personalities.Select(personality => Case(row.Item.Folder, row.Item.Name, personality, row.Index)))
        );
        foreach (var (row, (folder, name)) in Scenarios.Index())
        {
            foreach (var (column, personality) in Personalities.Index())
            {
                var number = (row * Personalities.Length) + column;
                var scenarioCase = Case(folder, name, personality, row);
                var run = Booked(number, personality) with { ScenarioName = name, ScenarioId = 101 + row, PersonalityName = personality };
                _ = (row, column) switch
                {
                    (5, _) => report.Add(
                        scenarioCase,
                        verdict =>
                            verdict with
                            {
                                Standing = TestStanding.Regression,
                                Past = earlier.With(
                                    scenarioCase,
                                    new(
                                        RunHistory.PastOf(Nightly(0)),
                                        verdict.Outcome,
                                        new PassRate(verdict.Passed, verdict.Total),
                                        TookPlace: true,
                                        ""
                                    )
                                ),
                            },
                        Taken(number, personality) with
                        {
                            ScenarioName = name,
                            ScenarioId = 101 + row,
                        }
                    ),
                    (4, 1) => report.Add(scenarioCase, verdict => verdict with { Standing = TestStanding.Fixed }, run),
                    (0, 2) => report.Add(
                        scenarioCase,
                        verdict => verdict with { Standing = TestStanding.Flips },
                        [.. Enumerable.Range(0, 5).Select(index => (index is 1 or 3 ? NoReadBack(run) : run) with { Id = 6100 + index })]
                    ),
                    (0, _) => report.Add(
                        scenarioCase,
                        [.. Enumerable.Range(0, 5).Select(index => run with { Id = 6000 + number * 10 + index })]
                    ),
                    (3, 2) => report.Add(
                        scenarioCase,
                        verdict =>
                            verdict with
                            {
                                Standing = TestStanding.Known,
                                KnownFailure = "It has failed since build 412: 0 of 1 passed when the baseline was accepted.",
                            },
                        NoReadBack(run)
                    ),
                    (7, 1) => report.Add(
                        scenarioCase,
                        NotConnected(RunStatus.Failed) with
                        {
                            Id = 5000 + number,
                            ScenarioName = name,
                            PersonalityName = personality,
                            EndedReason = "main-agent-did-not-answer",
                        }
                    ),
                    _ => report.Add(scenarioCase, run),
                };
            }
        }

        report.Time.Advance(TimeSpan.FromSeconds(161));
        return report;
    }

    // As many nights ago: the test that breaks today passed.
    private static LastTestRun Nightly(int nights) =>
        new()
        {
            Path = "run.jsonl",
            Project = "Clinic.Tests",
            ProjectDirectory = "Clinic.Tests",
            ApiUrl = "https://api.cekura.ai/",
            Commit = $"{0x4f2a9c10 - nights:x8}",
            Started = new DateTimeOffset(2026, 3, 2, 8, 30, 0, TimeSpan.Zero).AddDays(-nights),
            Tests =
            [
                .. Personalities.Select(personality => new TestRecord(
                    $"Front_desk.Changes.Move to a time that is taken.{personality}",
                    $"Move to a time that is taken [{personality}]",
                    Outcome.Passed,
                    new PassRate(1, 1),
                    TookPlace: true,
                    ResultId: 1,
                    [1]
                )),
            ],
        };

    private static ScenarioCase Case(string folder, string name, string personality, int row) =>
        SampleCase.Of(name, personality) with
        {
            FullyQualifiedName = $"Front_desk.{folder}.{name}.{personality}",
            ScenarioId = 101 + row,
            Folder = folder,
            Mode = "voice",
            Tags = row is 0 or 4 ? ["smoke"] : [],
            Expect = [Expect("Latency (in ms)", "<= 1600")],
            Location = new("/clinic/cekura.json", 12 + (row * 3), 5),
        };

    private static Run Call(int number, string personality, ClinicTalk talk) =>
        Passed with
        {
            Id = 5000 + number,
            PersonalityName = personality,
            TestProfileName = "Omar, Wednesday at 9:30 AM",
            AgentName = "Clinic front desk",
            RunType = "Voice",
            ExecutedAt = new(2026, 3, 2, 8, 30, 12 + number, TimeSpan.Zero),
            TranscriptTurns = talk.Turns,
            Duration = talk.Duration,
        };

    private static Run Booked(int number, string personality)
    {
        var talk = new ClinicTalk()
            .Agent("Thank you for calling Northside Clinic. How can I help you today?", 0)
            .Caller("Hi, I need to see the doctor on Thursday.")
            .Tool("list_slots", """{"date":"2026-03-05"}""", """{"free":["10:00","10:30","15:00"]}""")
            .Agent("On Thursday I have 10:00, 10:30 AM and 3 PM. Which would you like?", 1.4)
            .Caller("Half past ten, please.")
            .Tool("book_slot", """{"date":"2026-03-05","time":"10:30"}""", """{"appointment_id":503}""")
            .Agent("You are booked for Thursday, 5 March at 10:30 AM. Goodbye!");
        return Call(number, personality, talk) with
        {
            ExpectedOutcome = ExpectedOutcomeOf(100, ("The agent books Thursday at 10:30 AM", Alignment.Yes)),
            Metrics =
            [
                Binary("Reads back date and time", passes: true, "The agent said: \"You are booked for Thursday, 5 March at 10:30 AM.\""),
                Binary("Identifies the caller", passes: true, "The caller's name was asked for before anything was booked."),
                Latency(780 + (number * 7919 % 620)),
                new RunMetric
                {
                    Name = "Call result",
                    Type = "enum",
                    Label =
                        number % 3 == 0 ? "booked"
                        : number % 3 == 1 ? "moved"
                        : "cancelled",
                    Explanation = ["The agent called book_slot({\"date\":\"2026-03-05\",\"time\":\"10:30\"})."],
                },
            ],
        };
    }

    private static Run NoReadBack(Run run) =>
        run with
        {
            Success = false,
            EvaluationStatus = EvaluationStatus.Failure,
            Metrics =
            [
                Binary(
                    "Reads back date and time",
                    passes: false,
                    "At [00:17] the agent ended the call without reading back what it had booked."
                ),
                .. run.Metrics.Skip(1),
            ],
        };

    private static Run Taken(int number, string personality)
    {
        var talk = new ClinicTalk()
            .Agent("Thank you for calling Northside Clinic. How can I help you today?", 0)
            .Caller("I need to move my appointment to Thursday at 2 PM.")
            .Agent("Of course. May I have your full name and your date of birth?")
            .Caller("Omar Haddad, born 3 November 1978.", -0.6)
            .Tool(
                "find_appointment",
                """{"name":"Omar Haddad","date_of_birth":"1978-11-03"}""",
                """{"appointment_id":501,"date":"2026-03-04","time":"09:30"}"""
            )
            .Agent("Thank you, Omar. Thursday, 5 March at 2:00 PM is free. Shall I move your appointment there?", 4.2)
            .Caller("Yes, please.")
            .Tool(
                "move_appointment",
                """{"appointment_id":501,"date":"2026-03-05","time":"14:00"}""",
                """{"error":"slot_taken","free":["15:00","15:30"]}"""
            )
            .Agent("I have moved your appointment to Thursday, 5 March at 2:00 PM. Is there anything else?", 1.3)
            .Caller("No, that is all. Thank you!")
            .Agent("Thank you for calling. Goodbye!");
        return Call(number, personality, talk) with
        {
            Success = false,
            EvaluationStatus = EvaluationStatus.Failure,
            ExpectedOutcome = new()
            {
                Score = 0,
                Explanation = [$"❌ {SlotTaken}", $"❌ {Moves}"],
                Alignments =
                [
                    new()
                    {
                        PromptPart = SlotTaken,
                        Aligned = Alignment.No,
                        Outcome = "The agent said: \"Thursday, 5 March at 2:00 PM is free.\"",
                    },
                    new()
                    {
                        PromptPart = Moves,
                        Aligned = Alignment.No,
                        Outcome =
                            "The agent called move_appointment({\"appointment_id\":501,\"date\":\"2026-03-05\",\"time\":\"14:00\"}), not for 15:00.",
                    },
                ],
            },
            Metrics =
            [
                Binary(
                    "Tells the truth about tools",
                    passes: false,
                    "The agent said \"I have moved your appointment\" although move_appointment had answered slot_taken."
                ),
                Binary(
                    "Reads back date and time",
                    passes: true,
                    "The agent said: \"Thursday, 5 March at 2:00 PM is free. Shall I move your appointment there?\""
                ),
                Latency(1500 + (number * 7919 % 420)),
                new RunMetric
                {
                    Name = "Call result",
                    Type = "enum",
                    Label = "moved",
                },
            ],
            CriticalCategories = [Critical with { Category = "Double booking" }],
        };
    }

    private static RunMetric Latency(double value) =>
        new()
        {
            Name = "Latency (in ms)",
            Type = "numeric",
            Score = value,
            Explanation = ["Median of the agent's answers."],
        };
}
