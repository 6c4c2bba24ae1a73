using System.Globalization;

namespace Cekura.Emulator.Rules;

/// <summary>The agent always answered within so many milliseconds.</summary>
internal sealed record MaxLatency(double Milliseconds) : Rule
{
    public override Finding Judge(Evidence evidence)
    {
        var slowest = evidence.Latencies().DefaultIfEmpty(0).Max();
        return new(slowest <= Milliseconds, $"The slowest answer took {Shown(slowest)} ms; at most {Shown(Milliseconds)} ms are allowed.");

        // Whole milliseconds, unless only their fractions tell the two apart.
        string Shown(double value) =>
            Math.Round(slowest) <= Math.Round(Milliseconds) && slowest > Milliseconds
                ? value.ToString("R", CultureInfo.InvariantCulture)
                : value.ToString("0", CultureInfo.InvariantCulture);
    }
}
