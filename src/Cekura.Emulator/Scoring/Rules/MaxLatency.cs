namespace Cekura.Emulator.Scoring.Rules;

/// <summary>The agent always answered within so many milliseconds.</summary>
internal sealed record MaxLatency(double Milliseconds) : Rule
{
    public override Finding Judge(Evidence evidence)
    {
        var slowest = evidence.Latencies().DefaultIfEmpty(0).Max();
        return new(slowest <= Milliseconds, $"The slowest answer took {slowest:0} ms; at most {Milliseconds:0} ms are allowed.");
    }
}
