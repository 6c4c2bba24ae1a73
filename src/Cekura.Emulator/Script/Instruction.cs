namespace Cekura.Emulator.Script;

/// <summary>
/// Turns an instruction (<c>fixed_message: false</c>) into words, sentence by sentence. There is no language model: the forms of
/// <see cref="InstructionForms"/> are understood, and everything else is said as it stands.
/// </summary>
internal static class Instruction
{
    /// <summary>What the caller says for an instruction.</summary>
    public static string ToSpeech(string instruction) => Understand(instruction).Speech;

    /// <summary>What the caller says for an instruction, and how sure it is that this was meant.</summary>
    public static (string Speech, InstructionSense Sense) Understand(string instruction)
    {
        var text = instruction.Trim();
        if (InstructionForms.Quoted(text) is { } quoted)
        {
            // Quoted words may be several sentences.
            return (quoted, InstructionSense.Understood);
        }

        return Join(text);
    }

    /// <summary>The text with a capital first letter.</summary>
    public static string Capitalized(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static (string Speech, InstructionSense Sense) Join(string text)
    {
        var said = new List<string>();
        var sense = InstructionSense.Understood;
        var aboutCaller = false;
        foreach (var sentence in Sentences.Of(text))
        {
            if (InstructionForms.IsUnsayable(sentence))
            {
                sense = InstructionSense.Silent;
            }
            else if (Sentence(sentence) is { } understood)
            {
                aboutCaller |= understood.IsIndirect;
                said.Add(understood.Speech);
            }
            else if (aboutCaller && Person.IsAboutCaller(sentence))
            {
                said.Add(Capitalized(Person.ToFirst(sentence)));
            }
            else
            {
                said.Add(sentence);
                sense =
                    sense == InstructionSense.Understood && !InstructionForms.IsSpeech(sentence) && said.Count == 1
                        ? InstructionSense.ReadOut
                        : sense;
            }
        }

        return (string.Join(' ', said.Where(words => words.Length > 0)), sense);
    }

    private static (string Speech, bool IsIndirect)? Sentence(string text) =>
        InstructionForms.Quoted(text) is { } quoted ? (quoted, false)
        : InstructionForms.Performed(text) is { } performed ? (performed, true)
        : InstructionForms.Reported(text);
}
