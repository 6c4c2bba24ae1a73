using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Runs.Tests.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Html;

/// <summary>A red run of any size: a tenth of the cases fails, for a few causes, and some calls never take place.</summary>
internal static class RedReport
{
    private static readonly (string Part, string Turn)[] Causes =
    [
        ("The agent never promises a slot that is taken", "Thursday at 2:00 PM is free. Shall I move your appointment there?"),
        ("The agent asks for the date of birth before it changes anything", "I have cancelled it. What else can I do for you?"),
        ("The agent reads back its date and time", "All done! Goodbye."),
    ];

    /// <summary>The cases and their runs.</summary>
    /// <param name="scenarios">How many rows.</param>
    /// <param name="personalities">How many columns.</param>
    public static IReadOnlyList<(ScenarioCase Case, Run Run)> Runs(int scenarios, int personalities) =>
        [.. Enumerable.Range(0, scenarios * personalities).Select(index => (Case(index, personalities), RunOf(index)))];

    private static ScenarioCase Case(int index, int personalities) =>
        SampleCase.Of(Name("Scenario", index / personalities), Name("Personality", index % personalities)) with
        {
            ScenarioId = index / personalities,
            FullyQualifiedName = string.Create(
                CultureInfo.InvariantCulture,
                $"Front_desk.Scenario_{index / personalities}.Personality_{index % personalities}"
            ),
            Location = new("/clinic/cekura.json", 12 + (index / personalities), 5),
        };

    private static Run RunOf(int index) =>
        (index % 10, index % 200) switch
        {
            (_, 77) => NotConnected(RunStatus.Failed) with { Id = index },
            (3, _) => Wrong(index),
            _ => Passed with { Id = index },
        };

    private static Run Wrong(int index)
    {
        var (part, said) = Causes[index / 10 % Causes.Length];
        var talk = Enumerable
            .Range(0, 8)
            .SelectMany(turn =>
                new[]
                {
                    Turn(
                        SpeakerRole.Caller,
                        turn * 8,
                        (turn * 8) + 3,
                        $"Then what about {Name("the", index + turn)} of March, in the morning?"
                    ),
                    Turn(
                        SpeakerRole.Agent,
                        (turn * 8) + 4,
                        (turn * 8) + 7,
                        $"On that day I have {turn + 8}:{(index * 7 + turn) % 60:00} and 15:30."
                    ),
                }
            );
        return Failed with
        {
            Id = index,
            TranscriptTurns = [.. talk, Turn(SpeakerRole.Agent, 66, 70, said)],
            Duration = TimeSpan.FromSeconds(70),
            ExpectedOutcome = new()
            {
                Score = 0,
                Explanation = [$"❌ {part}"],
                Alignments =
                [
                    new()
                    {
                        PromptPart = part,
                        Aligned = Alignment.No,
                        Outcome = $"The agent said: \"{said}\"",
                    },
                ],
            },
            Metrics = [.. Failed.Metrics.Skip(2)],
        };
    }

    private static string Name(string kind, int number) => $"{kind} {number.ToString(CultureInfo.InvariantCulture)}";
}
