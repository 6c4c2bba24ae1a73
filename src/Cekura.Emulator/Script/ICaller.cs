using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Script;

/// <summary>Who speaks for the caller in one conversation: what follows a script, or a language model.</summary>
internal interface ICaller
{
    /// <summary>Whether it has a first word of its own; false: it leaves that to the agent.</summary>
    bool Opens { get; }

    /// <summary>
    /// Entries of the script that fired at least once; null: there is no script, so that it cannot be known.
    /// </summary>
    IReadOnlySet<int>? Fired { get; }

    /// <summary>Entries of the script of which its last answer consists; none when it had to ask for it again, or has no script.</summary>
    IReadOnlyCollection<int> Firing { get; }

    /// <summary>
    /// What the agent said when the caller first had to ask for it again, until an entry fires; null when its last answer was one of the
    /// script.
    /// </summary>
    string? Unmatched { get; }

    /// <summary>Whether a conversation without an end may be the caller's doing, and not the agent's.</summary>
    bool IsLost { get; }

    /// <summary>The opening, word for word; without text when the first word is the agent's.</summary>
    /// <param name="heard">What the agent greeted with; null: it has not spoken yet.</param>
    Utterance Open(string? heard);

    /// <summary>What the caller does after a message of the agent.</summary>
    /// <exception cref="CallerException">It can say nothing more.</exception>
    ValueTask<Utterance> AnswerAsync(string message, CancellationToken cancellationToken);

    /// <summary>The last answer was not said: what it answered is part of the next message.</summary>
    /// <returns>Whether it is taken back; false: such a caller answers at once, and what it answered is said.</returns>
    bool TakeBack();

    /// <summary>What is to say of the caller when the conversation is over.</summary>
    CallerReview Review(IReadOnlyList<RecordedTurn> turns);
}
