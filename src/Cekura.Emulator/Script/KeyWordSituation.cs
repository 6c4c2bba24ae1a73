using Cekura.Emulator.Text;

namespace Cekura.Emulator.Script;

/// <summary>
/// A condition in words, matched by its content words: at least two thirds of them, and at least one, appear in the agent's message.
/// "Asks …" is compared only with what the agent asks, so that a statement with the same words does not fire it. A condition with a
/// negation also wants one in the message.
/// </summary>
internal sealed class KeyWordSituation : Situation
{
    private static readonly HashSet<string> Asking = new(StringComparer.Ordinal) { "ask", "asks", "asking", "asked" };

    private readonly HashSet<string> _stems;
    private readonly bool _asks;
    private readonly bool _negative;

    public KeyWordSituation(string condition)
    {
        var words = Words.Of(condition).ToList();
        _asks = words.Exists(Asking.Contains);
        _negative = words.Exists(Words.IsNegation);
        _stems = [.. words.Where(Words.IsContent).Select(Words.Stem)];
    }

    /// <inheritdoc/>
    public override bool Matches(string message)
    {
        var words = _asks ? Sentences.Of(message).Where(Sentences.IsRequest).SelectMany(Words.Of).ToList() : [.. Words.Of(message)];
        if (_negative && !words.Exists(Words.IsNegation))
        {
            return false;
        }

        var found = words.Select(Words.Stem).Where(_stems.Contains).Distinct(StringComparer.Ordinal).Count();
        return found > 0 && 3 * found >= 2 * _stems.Count;
    }
}
