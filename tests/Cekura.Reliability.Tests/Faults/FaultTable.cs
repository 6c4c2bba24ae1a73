using System.Globalization;
using System.Text;

namespace Cekura.Reliability.Tests.Faults;

/// <summary>What a full run found, for the documentation.</summary>
internal static class FaultTable
{
    public static string Of(IReadOnlyList<(string Group, IReadOnlyList<TrialOutcome> Outcomes)> groups)
    {
        var table = new StringBuilder()
            .AppendLine(
                "| What goes wrong | Trials | Results started | Started twice | Verdicts lost | Calls left running | Ended twice | Others' calls ended | False greens | Too late |"
            )
            .AppendLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (
            var (group, outcomes) in groups
                .OrderBy(entry => entry.Group, StringComparer.Ordinal)
                .Append(("All", [.. groups.SelectMany(entry => entry.Outcomes)]))
        )
        {
            table.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {group} | {outcomes.Count} | {outcomes.Sum(o => o.Started)} | {outcomes.Sum(o => o.Doubled)} | {outcomes.Sum(o => o.Lost)} | {outcomes.Sum(o => o.Running)} | {outcomes.Count(o => o.EffectiveEnds > 1)} | {outcomes.Sum(o => o.ForeignEnds)} | {outcomes.Sum(o => o.FalseGreens)} | {outcomes.Sum(o => o.Late)} |"
            );
        }

        var unknown = groups.SelectMany(entry => entry.Outcomes).Sum(outcome => outcome.Unknown);
        return table
            .AppendLine()
            .AppendLine(
                CultureInfo.InvariantCulture,
                $"In {unknown} cases of a mode that takes no name the answer to the start was lost: their tests failed as *may have been created*."
            )
            .ToString();
    }
}
