namespace Cekura.NUnit;

/// <summary>What a conversation has instead of what was expected, or what it has that was not.</summary>
/// <param name="Headline">In a few words. Harmless for consoles, as are the lines.</param>
/// <param name="Lines">The place in the conversation.</param>
internal sealed record Finding(string Headline, IReadOnlyList<string> Lines)
{
    private const string Indent = "    ";

    /// <summary>Both; NUnit writes it behind <c>But was:</c>, also when the constraint is negated.</summary>
    public override string ToString() => string.Join('\n', [Headline, .. Lines.Select(line => Indent + line)]);
}
