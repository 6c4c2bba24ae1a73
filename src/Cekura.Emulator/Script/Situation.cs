namespace Cekura.Emulator.Script;

/// <summary>What a standard condition waits for in the agent's message.</summary>
internal abstract class Situation
{
    /// <summary>Whether the agent's message is such a situation.</summary>
    public abstract bool Matches(string message);

    /// <summary>Reads a condition: a regular expression between slashes, else words of which the content words are the key words.</summary>
    /// <exception cref="FormatException">The regular expression is none; the message says why.</exception>
    public static Situation Parse(string condition) =>
        condition.StartsWith('/') ? PatternSituation.Parse(condition) : new KeyWordSituation(condition);
}
