namespace Cekura.Emulator.Rules;

/// <summary>Caller and agent took at most so many turns together.</summary>
internal sealed record MaxTurns(long Turns) : Rule
{
    public override Finding Judge(Evidence evidence)
    {
        var turns = evidence.TurnCount;
        return new(
            turns <= Turns,
            $"The conversation took {turns} {(turns == 1 ? "turn" : "turns")}; at most {Turns} {(Turns == 1 ? "is" : "are")} allowed."
        );
    }
}
