namespace Cekura.Emulator.Scoring;

/// <summary>A check of a conversation that always gives the same answer.</summary>
internal abstract record Rule
{
    public abstract Finding Judge(Evidence evidence);
}
