using System.Text.RegularExpressions;

namespace Cekura.Emulator.Rules;

/// <summary>A turn of the agent matches the expression.</summary>
internal sealed record AgentSays(Regex Expression) : Rule
{
    public override Finding Judge(Evidence evidence)
    {
        var said = evidence.AgentTurns.FirstOrDefault(turn => Expression.IsMatch(turn.Content));
        return said is null
            ? new(Holds: false, $"The agent never said anything that matches /{Expression}/.")
            : new(Holds: true, $"The agent said: \"{said.Content}\"");
    }
}
