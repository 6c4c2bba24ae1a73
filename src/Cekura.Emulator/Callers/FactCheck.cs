using Cekura.Emulator.Facts;
using Cekura.Emulator.Script;
using Cekura.Emulator.Text;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Callers;

/// <summary>
/// Whether a caller kept to its facts: each number, date, time, address and name that it gave was told to it, or said by the agent before.
/// </summary>
internal static class FactCheck
{
    private const int MaxLength = 120;

    /// <summary>What stands against the caller; null: it kept to its facts.</summary>
    /// <param name="turns">The conversation.</param>
    /// <param name="own">Which turns a model worded; what is said word for word is the author's.</param>
    /// <param name="told">What the caller was told before.</param>
    /// <param name="year">This year.</param>
    /// <param name="model">Who played it.</param>
    public static CallerFault? Check(
        IReadOnlyList<RecordedTurn> turns,
        Func<string, bool> own,
        IEnumerable<string> told,
        int year,
        CallerModel model
    )
    {
        var heard = new HeardWords();
        var known = new KnownFacts(year);
        var texts = new Queue<string>();
        foreach (var text in told)
        {
            Hear(text);
        }

        for (var index = 0; index < turns.Count; index++)
        {
            var (role, said) = (turns[index].Role, turns[index].Content);
            if (
                role == TurnRole.Caller
                && own(said)
                && FactReader.Read(said).FirstOrDefault(fact => !heard.Holds(fact) && !Known().Knows(fact)) is { } invented
            )
            {
                return model.Invalid(
                    $"in turn {index + 1} it gave the {invented.Sort} \"{invented.Text}\", which nothing had told it",
                    $"It said: \"{OneLine.Of(said, MaxLength)}\". Neither its instructions, its profile and its personality have that, nor had the agent said it.",
                    "Write into the instructions or the profile what the caller may need, or take a model that keeps to them better."
                );
            }

            if (role is TurnRole.Agent or TurnRole.Caller)
            {
                Hear(said);
            }
        }

        return null;

        void Hear(string text)
        {
            heard.Add(text);
            texts.Enqueue(text);
        }

        // Reads the facts of what was heard only when its words do not settle it.
        KnownFacts Known()
        {
            while (texts.TryDequeue(out var text))
            {
                known.Add(text);
            }

            return known;
        }
    }
}
