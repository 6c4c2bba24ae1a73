using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>Gathers the values of metrics run by run, newest first. Labels have no mean and are left out.</summary>
internal sealed class MetricTrends
{
    private readonly Dictionary<string, List<Sum>> _metrics = new(StringComparer.Ordinal);

    public void Add(PastRun run, IReadOnlyList<RecordedMetric> metrics)
    {
        foreach (var metric in metrics)
        {
            foreach (var value in metric.Values)
            {
                if (value?.AsNumber is not { } number)
                {
                    continue;
                }

                if (!_metrics.TryGetValue(metric.Name, out var sums))
                {
                    _metrics[metric.Name] = sums = [];
                }

                if (sums.Count == 0 || !ReferenceEquals(sums[^1].Run, run))
                {
                    sums.Add(new Sum(run));
                }

                sums[^1].Add(number, value.Passes is not null);
            }
        }
    }

    /// <summary>
    /// The metrics by name. One that passes in some runs and is a number in others was redefined: what came before its newest kind is not
    /// comparable, and is left out.
    /// </summary>
    public IReadOnlyList<MetricTrend> All() =>
        [.. _metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal).Select(metric => Trend(metric.Key, metric.Value))];

    private static MetricTrend Trend(string name, List<Sum> newestFirst)
    {
        var isShare = newestFirst[0].IsShare;
        return new MetricTrend(name, isShare, [.. newestFirst.TakeWhile(sum => sum.IsShare == isShare).Select(sum => sum.Point).Reverse()]);
    }

    private sealed class Sum(PastRun run)
    {
        private double _sum;
        private int _count;

        public PastRun Run => run;

        public bool IsShare { get; private set; } = true;

        public MetricPoint Point => new(run, _sum / _count, _count);

        public void Add(double number, bool isShare)
        {
            _sum += number;
            _count++;
            IsShare &= isShare;
        }
    }
}
