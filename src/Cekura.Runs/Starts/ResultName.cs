using System.Globalization;

namespace Cekura.Runs.Starts;

/// <summary>Labels of results: readable in the dashboard, unique, so that a start whose answer was lost can be found by name.</summary>
internal sealed class ResultName(string suite, TimeProvider time, Random random)
{
    // The service takes 255 characters.
    private const int LongestSuite = 200;

    private readonly string _suite = suite.Length > LongestSuite ? suite[..LongestSuite] : suite;

    /// <summary>A new label.</summary>
    public string Next()
    {
        var tail = random.NextInt64(1L << 40).ToString("x10", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{_suite} {time.GetUtcNow():yyyy-MM-dd HH:mm:ss}Z {tail}");
    }
}
