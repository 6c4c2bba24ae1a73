namespace Cekura.Runs.History;

/// <summary>A metric over runs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsShare">Whether it passes or fails, so that its values are shares from 0 to 1; else they are in its own unit.</param>
/// <param name="Points">One for each run that has it, oldest first.</param>
internal sealed record MetricTrend(string Name, bool IsShare, IReadOnlyList<MetricPoint> Points)
{
    /// <summary>The mean of all values before the last run; null when there are none.</summary>
    public double? Before
    {
        get
        {
            var (sum, count) = (0.0, 0);
            for (var index = 0; index < Points.Count - 1; index++)
            {
                sum += Points[index].Mean * Points[index].Count;
                count += Points[index].Count;
            }

            return count == 0 ? null : sum / count;
        }
    }

    /// <summary>The mean of the last run.</summary>
    public double Now => Points[^1].Mean;
}
