using System.Text.Json.Nodes;
using Cekura.Emulator.Callers;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Facts;
using Cekura.Emulator.Script;
using Cekura.Emulator.Transcripts;
using Cekura.Models.Chat;

namespace Cekura.Emulator.Tests.Callers;

/// <summary>
/// Whatever a model answers, in whatever order: the conversation ends, and one whose caller broke its rules is never one that may pass.
/// </summary>
public sealed class AnySequenceTests
{
    private const int Trials = 400;

    private static readonly string[] Words =
    [
        "Thursday at 10:30, please.",
        "Thursday at 10:30, please.",
        "I would like an appointment.",
        "Hello",
        "Goodbye!",
        "Bye, thanks.",
        "",
        "   ",
        "How can I help you today?",
        "<think>hm</think>",
        "My number is 555 0199.",
        "My name is Peter Parker.",
        "At 11:45.",
        "Do you have anything else?",
        new('x', 900),
        "One moment.",
    ];

    private static readonly string[] Agent = ["Which time?", "Booked.", "Sorry?", "Anything else?", "Goodbye!", "Booked."];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_conversation_ends_and_no_broken_rule_passes(bool mayHangUp)
    {
        var (ended, invalid, failed) = (0, 0, 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            var random = new Random(trial);
            var caller = new ModelCaller(Brief(mayHangUp), new(new ModelStub((_, _) => Answer(random))));
            var (turns, fault) = await TalkAsync(caller, random);
            fault ??= caller.Review(turns).Fault;

            Assert.True(turns.Count <= 1 + (2 * ConversationLimits.TurnsOfModel), $"Trial {trial} has {turns.Count} turns.");
            Assert.True(fault is not null || Breaks(turns) is null, $"Trial {trial}: {Breaks(turns)} passed.");
            (ended, invalid, failed) = fault switch
            {
                null => (ended + 1, invalid, failed),
                { BrokeRules: true } => (ended, invalid + 1, failed),
                _ => (ended, invalid, failed + 1),
            };
        }

        Assert.True(ended > 0 && invalid > 0 && failed > 0, $"{ended} ended, {invalid} invalid, {failed} failed");
    }

    // The rules by themselves, over what was really said.
    private static string? Breaks(List<RecordedTurn> turns)
    {
        var known = new KnownFacts(2026);
        known.Add(Brief(mayHangUp: true).Told);
        foreach (var turn in turns)
        {
            if (turn.Role == TurnRole.Agent)
            {
                known.Add(turn.Content);
            }
            else if (
                turn.Content.Contains("help you", StringComparison.Ordinal)
                || turn.Content.Contains("think>", StringComparison.Ordinal)
                || turn.Content.Length > CallerPrompt.MaxTurn
                || FactReader.Read(turn.Content).Any(fact => !known.Knows(fact))
            )
            {
                return turn.Content;
            }
        }

        return turns.Count(turn => turn.Role == TurnRole.Caller && TurnRules.IsFarewell(turn.Content)) > 1 ? "a second goodbye" : null;
    }

    private static async Task<(List<RecordedTurn> Turns, CallerFault? Fault)> TalkAsync(ModelCaller caller, Random random)
    {
        var turns = new List<RecordedTurn>();
        try
        {
            var utterance = caller.Open(null);
            for (var turn = 0; turn < ConversationLimits.TurnsOfModel; turn++)
            {
                if (utterance.Text.Length > 0)
                {
                    turns.Add(new(TurnRole.Caller, utterance.Text, TimeSpan.Zero, TimeSpan.Zero));
                }

                if (utterance.EndsCall)
                {
                    break;
                }

                var heard = Agent[random.Next(Agent.Length)];
                turns.Add(new(TurnRole.Agent, heard, TimeSpan.Zero, TimeSpan.Zero));
                utterance = await caller.AnswerAsync(heard, CancellationToken.None);
                if (random.Next(10) == 0 && caller.TakeBack())
                {
                    utterance = await caller.AnswerAsync($"{heard}\nAnd?", CancellationToken.None);
                }
            }

            return (turns, null);
        }
        catch (CallerException exception)
        {
            return (turns, exception.Fault);
        }
    }

    private static JsonObject Answer(Random random) =>
        random.Next(30) switch
        {
            0 => throw new ModelException(ModelErrorKind.Nonsense, "No JSON."),
            1 => new() { ["text"] = "Thursday" },
            2 when random.Next(4) == 0 => throw new ModelException(ModelErrorKind.Unreachable, "Gone."),
            _ => ModelStub.Say(Words[random.Next(random.Next(2) == 0 ? 7 : Words.Length)], random.Next(6) == 0),
        };

    private static CallerBrief Brief(bool mayHangUp) =>
        new()
        {
            Test = "Book",
            Instructions = "You want an appointment on Thursday at 10:30.",
            Opening = new("Hello"),
            EndCallEnabled = mayHangUp,
            Year = 2026,
        };
}
