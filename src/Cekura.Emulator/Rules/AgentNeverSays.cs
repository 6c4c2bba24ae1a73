using System.Text.RegularExpressions;

namespace Cekura.Emulator.Rules;

/// <summary>No turn of the agent matches the expression.</summary>
internal sealed record AgentNeverSays(Regex Expression) : Rule
{
    public override Finding Judge(Evidence evidence)
    {
        var said = new AgentSays(Expression).Judge(evidence);
        return said with { Holds = !said.Holds };
    }
}
