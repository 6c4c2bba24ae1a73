namespace Cekura.Emulator.Rules;

/// <summary>What a model judged of a line of the expected outcome.</summary>
/// <param name="Line">The line as the scenario has it.</param>
internal sealed record JudgedLine(string Line) : JudgedPart
{
    public override string Word => Answer?.ToString() ?? "";

    /// <summary>The service's word for it: <c>aligned</c> of <c>outcome_alignments</c> of <c>GET runs/{id}/</c>.</summary>
    public string Aligned =>
        Answer?.ToString() switch
        {
            Met => "yes",
            Unmet => "no",
            _ => "blocked",
        };
}
