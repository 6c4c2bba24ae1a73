using System.Globalization;
using System.Runtime.InteropServices;
using Cekura.Manifests.Text;

namespace Cekura.Runs.Verdict;

/// <summary>How many of a case's repetitions passed, and what that says about the agent.</summary>
/// <param name="Passed">How many passed, from 0 to <paramref name="Total"/>.</param>
/// <param name="Total">How many there were, at least 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PassRate(int Passed, int Total)
{
    // 97.5 % of the normal distribution lie below it.
    private const double Z = 1.959963984540054;

    /// <summary>The share that passed, from 0 to 1; 0 when there was none.</summary>
    public double Share => Total == 0 ? 0 : (double)Passed / Total;

    /// <summary>
    /// Where the true rate lies with 95 % confidence (Wilson score interval), both ends from 0 to 1. Few repetitions say little: 4 of 5 may
    /// be an agent that passes every other time or almost always.
    /// </summary>
    public (double Low, double High) Interval
    {
        get
        {
            if (Total == 0)
            {
                return (0, 1);
            }

            var weight = 1 + (Z * Z / Total);
            var centre = (Share + (Z * Z / (2 * Total))) / weight;
            var half = Z / weight * Math.Sqrt((Share * (1 - Share) / Total) + (Z * Z / (4.0 * Total * Total)));
            return (Math.Max(0, centre - half), Math.Min(1, centre + half));
        }
    }

    /// <summary>The same beside calls that never took place: these say nothing about the agent, and are in no rate.</summary>
    /// <param name="absent">How many there were, at least 0.</param>
    public string Beside(int absent) =>
        absent == 0 ? ToString()
        : Total == 0 ? $"None of {Counted.Of(absent, "call")} took place"
        : string.Create(CultureInfo.InvariantCulture, $"{ToString()}, {absent} more never took place");

    /// <summary><c>4 of 5 passed (95 % interval: 38 to 96 %)</c>; of a single repetition without the interval.</summary>
    public override string ToString()
    {
        var (low, high) = Interval;
        return Total < 2
            ? string.Create(CultureInfo.InvariantCulture, $"{Passed} of {Total} passed")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Passed} of {Total} passed (95 % interval: {NumberText.Percent(low, 0)} to {NumberText.Percent(high, 0)} %)"
            );
    }
}
