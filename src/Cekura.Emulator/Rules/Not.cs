namespace Cekura.Emulator.Rules;

/// <summary>The rule does not hold.</summary>
internal sealed record Not(Rule Rule) : Rule
{
    public override IEnumerable<Rule> Parts => [Rule];

    public override Finding Judge(Evidence evidence)
    {
        var finding = Rule.Judge(evidence);
        return finding with { Holds = !finding.Holds };
    }
}
