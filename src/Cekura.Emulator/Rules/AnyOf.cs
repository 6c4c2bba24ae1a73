namespace Cekura.Emulator.Rules;

/// <summary>At least one of the rules holds.</summary>
internal sealed record AnyOf(IReadOnlyList<Rule> Rules) : Rule
{
    public override IEnumerable<Rule> Parts => Rules;

    public override Finding Judge(Evidence evidence)
    {
        var findings = Rules.Select(rule => rule.Judge(evidence)).ToList();
        return findings.Find(finding => finding.Holds) ?? new(Holds: false, string.Join(' ', findings.Select(finding => finding.Why)));
    }
}
