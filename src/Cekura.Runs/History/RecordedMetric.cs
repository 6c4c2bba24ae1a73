using Cekura.Manifests.Text;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>A metric of a test.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its value in each repetition, in the order of the verdict; null where it has none.</param>
internal sealed record RecordedMetric(string Name, IReadOnlyList<MetricValue?> Values)
{
    private const int NameLimit = 120;

    /// <summary>
    /// The metrics of repetitions, in the order in which they are first named; one that has no value anywhere is left out.
    /// </summary>
    public static IReadOnlyList<RecordedMetric> Of(IReadOnlyList<RunVerdict> runs)
    {
        var names = new List<string>();
        var values = new List<MetricValue?[]>();
        for (var run = 0; run < runs.Count; run++)
        {
            foreach (var metric in runs[run].Run?.Metrics ?? [])
            {
                if (MetricValue.Of(metric) is not { } value)
                {
                    continue;
                }

                var name = UntrustedText.Line(metric.Name, NameLimit);
                var index = names.IndexOf(name);
                if (index < 0)
                {
                    index = names.Count;
                    names.Add(name);
                    values.Add(new MetricValue?[runs.Count]);
                }

                // Of two metrics with one name the first stands for both.
                values[index][run] ??= value;
            }
        }

        var metrics = new List<RecordedMetric>(names.Count);
        for (var index = 0; index < names.Count; index++)
        {
            metrics.Add(new RecordedMetric(names[index], values[index]));
        }

        return metrics;
    }
}
