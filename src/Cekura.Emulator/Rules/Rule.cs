namespace Cekura.Emulator.Rules;

/// <summary>A check of a conversation that always gives the same answer.</summary>
internal abstract record Rule
{
    public abstract Finding Judge(Evidence evidence);

    /// <summary>The rules that it consists of; none for most.</summary>
    public virtual IEnumerable<Rule> Parts => [];

    /// <summary>This rule and every one that it consists of, however deep.</summary>
    public IEnumerable<Rule> WithParts() => [this, .. Parts.SelectMany(part => part.WithParts())];
}
