using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Script;

/// <summary>
/// A language model beside a script: it is asked where the rules are at a loss, and only there, so that a script that works without it
/// works as before.
/// </summary>
internal interface IScriptMind
{
    /// <summary>Which of these conditions in words the agent's message meets; none when it meets none.</summary>
    /// <exception cref="CallerException">The model gave no answer.</exception>
    ValueTask<IReadOnlyList<int>> FiringAsync(
        string message,
        IReadOnlyList<ScriptCondition> conditions,
        CancellationToken cancellationToken
    );

    /// <summary>What the caller says for an instruction.</summary>
    /// <exception cref="CallerException">The model gave no answer, or none that a caller could say.</exception>
    ValueTask<string> SayAsync(string instruction, string message, CancellationToken cancellationToken);

    /// <summary>What is to say of it when the conversation is over.</summary>
    CallerReview Review(IReadOnlyList<RecordedTurn> turns);
}
